type Packed = Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** The same numbers with room for `needed`: half as many again as asked, so that growing costs little and wastes little. */
export function withRoom<A extends Packed>(packed: A, needed: number): A {
  if (needed <= packed.length) return packed;
  const Kind = packed.constructor as new (length: number) => A;
  const grown = new Kind(Math.ceil(needed * 1.5) + 64);
  grown.set(packed);
  return grown;
}

const encoder = new TextEncoder();
/** The most bytes that one letter of a string can take. */
export const MOST_BYTES = 3;

/** Writes text as UTF-8 where there is room for it and answers how many bytes it took; plain letters, most by far, without a detour. */
export function writeText(text: string, into: Uint8Array<ArrayBuffer>, from: number): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) return encoder.encodeInto(text, into.subarray(from)).written;
    into[from + i] = code;
  }
  return text.length;
}

const decoder = new TextDecoder();

/** Reads it back; plain letters, most by far, without a detour. */
export function readText(bytes: Uint8Array, from: number, to: number): string {
  for (let i = from; i < to; i++)
    if ((bytes[i] ?? 0) > 127) return decoder.decode(bytes.subarray(from, to));
  return String.fromCharCode.apply(null, bytes.subarray(from, to) as unknown as number[]);
}
