const COMBINING = /\p{M}/gu;
const NOISE = /[^\p{L}\p{N}]+/gu;
const SPECIAL: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
};

/** Text as it is compared and sorted: lower case, without accents or signs, one space between words. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(COMBINING, '')
    .toLowerCase()
    .replace(/[ßæœøđðþłı]/g, (sign) => SPECIAL[sign] ?? sign)
    .replace(NOISE, ' ')
    .trim();
}
