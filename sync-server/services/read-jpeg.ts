/** How large the picture is; null where the bytes are no JPEG that may be taken. */
export interface JpegSize {
  readonly width: number;
  readonly height: number;
}

const [START, FRAME_MARK, SCAN] = [0xd8, 0xff, 0xda];
/** JFIF, colours (ICC, Adobe) and the tables of the picture. Nothing that a camera notes of itself, of time and place, and no comments. */
const APPS_TAKEN: ReadonlySet<number> = new Set([0xe0, 0xe2, 0xee]);
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isNote = (marker: number): boolean =>
  marker === 0xfe || (marker >= 0xe0 && marker <= 0xef && !APPS_TAKEN.has(marker));

/**
 * Looks at a JPEG part by part up to where its picture begins: that it is one, how large it is, and that nothing stands in it that tells
 * when, where and with what it was taken. What a header or a name says counts for nothing.
 */
export function readJpeg(bytes: Uint8Array): JpegSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] !== FRAME_MARK || bytes[1] !== START) return null;
  let size: JpegSize | null = null;
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== FRAME_MARK || marker < 0xc0 || isNote(marker)) return null;
    const length = view.getUint16(at + 2);
    const next = at + 2 + length;
    if (length < 2 || next > bytes.length) return null;
    if (marker === SCAN) return size;
    if (isFrame(marker)) {
      if (length < 8 || size) return null;
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
      if (size.height === 0 || size.width === 0) return null;
    }
    at = next;
  }
  return null;
}
