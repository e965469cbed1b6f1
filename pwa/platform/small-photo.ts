/** Twice as large as the largest face on screen, for screens with fine pixels. */
const SIDE = 256;
const QUALITY = 0.85;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Any picture, or what a camera sees now, as a small square JPEG, without what a camera notes in its files; null where this browser cannot read it. */
export async function smallPhoto(picture: Blob | HTMLVideoElement): Promise<Blob | null> {
  const bitmap = await createImageBitmap(picture).catch(() => null);
  const canvas = document.createElement('canvas');
  canvas.width = SIDE;
  canvas.height = SIDE;
  const pen = canvas.getContext('2d');
  if (!bitmap || !pen) return null;
  const { x, y, side } = squareIn(bitmap);
  // JPEG knows no transparency: it would turn black.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, SIDE, SIDE);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(bitmap, x, y, side, side, 0, 0, SIDE, SIDE);
  bitmap.close();
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
}

/** The largest square: in the middle of a wide picture, in the upper part of a tall one, where a face is. */
export function squareIn({ width, height }: Size): {
  readonly x: number;
  readonly y: number;
  readonly side: number;
} {
  const side = Math.min(width, height);
  return { x: Math.round((width - side) / 2), y: Math.round((height - side) / 4), side };
}
