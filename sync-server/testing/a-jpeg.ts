const part = (marker: number, ...bytes: readonly number[]): readonly number[] => [
  0xff,
  marker,
  (bytes.length + 2) >> 8,
  (bytes.length + 2) & 255,
  ...bytes,
];
const JFIF = part(0xe0, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0);

/** The frame of a JPEG with a picture of noise: `seed` makes another one, `notes` stand where a camera writes its own. */
export function aJpeg({
  seed = 1,
  side = 320,
  notes = [],
  bytes = 600,
}: {
  readonly seed?: number;
  readonly side?: number;
  readonly notes?: readonly number[];
  readonly bytes?: number;
} = {}): Uint8Array<ArrayBuffer> {
  const size = [side >> 8, side & 255];
  const head = [
    0xff,
    0xd8,
    ...JFIF,
    ...notes.flatMap((marker) => part(marker, 1, 2, 3, 4)),
    ...part(0xc0, 8, ...size, ...size, 1, 1, 0x11, 0),
    ...part(0xda, 1, 1, 0, 0, 63, 0),
  ];
  const noise = Array.from({ length: bytes - head.length - 2 }, (_, i) => (i * 7 + seed) & 127);
  return new Uint8Array([...head, ...noise, 0xff, 0xd9]);
}
