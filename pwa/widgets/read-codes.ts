import { decodeQR } from 'qr/decode.js';

type Look = (video: HTMLVideoElement) => Promise<string | null>;
interface NativeDetector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
interface NativeDetectors {
  new (options: { readonly formats: readonly string[] }): NativeDetector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** What hospitals print on cards and bands. */
const FORMATS: readonly string[] = ['qr_code', 'code_128', 'data_matrix', 'code_39', 'pdf417'];
const PAUSE_MS = 150;
/** A code fills a third of the picture: that many points across it are plenty, and are read in some milliseconds. */
const SIDE = 480;

/** Looks at what the camera sees until it finds a code, and goes on. Returns the way to stop. */
export function readCodes(video: HTMLVideoElement, onCode: (text: string) => void): () => void {
  let isOver = false;
  void (async () => {
    const look = (await nativeLook()) ?? ownLook();
    while (!isOver) {
      const found = await look(video).catch(() => null);
      if (found && !isOver) onCode(found);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  })();
  return () => void (isOver = true);
}

/** The browser's own reader, where it reads QR codes. */
async function nativeLook(): Promise<Look | null> {
  const { BarcodeDetector } = globalThis as { readonly BarcodeDetector?: NativeDetectors };
  const known = (await BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  if (!BarcodeDetector || !known.includes('qr_code')) return null;
  const detector = new BarcodeDetector({ formats: FORMATS.filter((one) => known.includes(one)) });
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
}

/** Ours reads QR codes alone, in the middle of the picture. */
function ownLook(): Look {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [SIDE, SIDE];
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    const { videoWidth: width, videoHeight: height } = video;
    const side = Math.min(width, height);
    if (!pen || side === 0) return null;
    const [x, y] = [(width - side) / 2, (height - side) / 2];
    pen.drawImage(video, x, y, side, side, 0, 0, SIDE, SIDE);
    return codeIn(pen.getImageData(0, 0, SIDE, SIDE));
  };
}

/** The text of the QR code in a picture; null where there is none. */
export function codeIn(picture: {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}): string | null {
  try {
    return decodeQR(picture);
  } catch {
    return null;
  }
}
