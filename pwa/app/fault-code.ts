const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 5;

/** A short code for a fault, like `K7-3F2`: the same fault on the same page has the same code, and it names nobody. */
export function faultCode(cause: unknown, where: string): string {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  const place = error.stack?.split('\n').find((line) => /:\d+:\d+/.test(line)) ?? '';
  let hash = hashOf(`${error.name}|${place.replace(/^.*\//, '')}|${where}`);
  let code = '';
  for (let i = 0; i < LENGTH; i++) {
    code += LETTERS[hash % LETTERS.length] ?? '';
    hash = Math.floor(hash / LETTERS.length);
  }
  return `${code.slice(0, 2)}-${code.slice(2)}`;
}

/** FNV-1a, 32 bits: no secret, only a short name. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
