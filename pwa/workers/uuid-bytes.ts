export const UUID_LETTERS = 36;
export const UUID_BYTES = 16;
const HYPHEN = 45;
/** What a letter stands for in a UUID. */
const NONE = 16;
const NIBBLES = new Uint8Array(128).fill(NONE);
for (const [at, figure] of [...'0123456789abcdef'].entries()) NIBBLES[figure.charCodeAt(0)] = at;

/** A UUID in small letters takes sixteen bytes; any other id stays as it is. */
export function writeUuid(id: string, bytes: Uint8Array): boolean {
  if (id.length !== UUID_LETTERS) return false;
  let at = 0;
  for (let i = 0; i < UUID_LETTERS; i += 2) {
    if (i === 8 || i === 13 || i === 18 || i === 23) {
      if (id.charCodeAt(i) !== HYPHEN) return false;
      i++;
    }
    const high = NIBBLES[id.charCodeAt(i)] ?? NONE;
    const low = NIBBLES[id.charCodeAt(i + 1)] ?? NONE;
    if ((high | low) >= NONE) return false;
    bytes[at++] = (high << 4) | low;
  }
  return true;
}

/** Reads it back. */
export function uuidText(bytes: Uint8Array, from: number): string {
  let hex = '';
  for (let i = 0; i < UUID_BYTES; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) hex += '-';
    hex += (bytes[from + i] ?? 0).toString(16).padStart(2, '0');
  }
  return hex;
}
