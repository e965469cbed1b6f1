/** Scripts whose signs are syllables, or consonants with a vowel hidden in them. Each reader takes a word of its own script. */

/** The signs of the nine scripts of India stand in one order, 128 apart: the first is Devanagari. `-` is a sign without a sound. */
const INDIC_FIRST = 0x900;
const INDIC_SIZE = 0x80;
const CONSONANTS_AT = 0x15;
const CONSONANTS =
  'k kh g gh n ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l l v sh sh s h'.split(
    ' ',
  );
const MATRAS_AT = 0x3e;
const MATRAS = 'a i i u u ri ri e e e ai o o o au'.split(' ');
const VOWELS_AT = 0x05;
const VOWELS = 'a a i i u u ri l e e e ai o o o au'.split(' ');
const VIRAMA = 0x4d;

/** Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Tamil, Telugu, Kannada and Malayalam; the last hidden vowel of a word is silent. */
export function readIndic(word: string): string {
  const signs = [...word].map((sign) => ((sign.codePointAt(0) ?? 0) - INDIC_FIRST) % INDIC_SIZE);
  return signs.map((sign, i) => indicSound(sign, signs[i + 1])).join('');
}

function indicSound(sign: number, next: number | undefined): string {
  const consonant = CONSONANTS[sign - CONSONANTS_AT];
  if (consonant !== undefined) {
    const isNaked = next === undefined || next === VIRAMA || next === 0x3c || isMatra(next);
    return isNaked ? consonant : `${consonant}a`;
  }
  if (sign === 1 || sign === 2) return 'n';
  if (sign === 0x70 || sign === 0x71) return sign === 0x70 ? 'n' : '';
  return MATRAS[sign - MATRAS_AT] ?? VOWELS[sign - VOWELS_AT] ?? '';
}

function isMatra(sign: number): boolean {
  return sign >= MATRAS_AT && sign <= VIRAMA;
}

const THAI_FIRST = 0xe01;
const THAI =
  'k kh kh kh kh kh ng j ch ch s ch y d t th th th n d t th th th n b p ph f ph f ph m y r rue l lue w s s s h l o h - a a a am i i ue ue u u - - - - - e ae o ai ai'.split(
    ' ',
  );
/** Lao letters stand 128 after their Thai likes. */
const LAO_OFFSET = 0x80;

/** Thai and Lao: a vowel that is written before its consonant is spoken after it; a consonant under a killer is silent. */
export function readThai(word: string): string {
  const inThai = [...word]
    .map((sign) => {
      const at = sign.codePointAt(0) ?? 0;
      return String.fromCodePoint(at >= THAI_FIRST + LAO_OFFSET - 1 ? at - LAO_OFFSET : at);
    })
    .join('');
  const spoken = inThai.replace(/.[\u0e34-\u0e3a]?\u0e4c/gu, '').replace(/([เ-ไ])([ก-ฮ])/g, '$2$1');
  return [...spoken].map((sign) => sound(THAI, (sign.codePointAt(0) ?? 0) - THAI_FIRST)).join('');
}

const KHMER_FIRST = 0x1780;
const KHMER =
  'k kh k kh ng ch chh ch chh nh d th d th n t th t th n b ph p ph m y r l v sh s s h l a'.split(
    ' ',
  );
const KHMER_VOWELS_AT = 0x17b6;
const KHMER_VOWELS = 'a i i oe eu u ou uo aeu oea ie e ae ai ao au am ah'.split(' ');

export function readKhmer(word: string): string {
  return [...word]
    .map((sign) => {
      const at = sign.codePointAt(0) ?? 0;
      return sound(KHMER, at - KHMER_FIRST) || sound(KHMER_VOWELS, at - KHMER_VOWELS_AT);
    })
    .join('');
}

const ETHIOPIC_FIRST = 0x1200;
const ETHIOPIC =
  'h l h m s r s sh q qw q qw b v t ch h h n ny - k kw kh kw w - z zh y d d j g gw g t ch p ts ts f p'.split(
    ' ',
  );
const ETHIOPIC_VOWELS = ['e', 'u', 'i', 'a', 'e', '', 'o', 'wa'];

/** Ethiopic: rows of eight, one consonant a row and one vowel a column. */
export function readEthiopic(word: string): string {
  return [...word]
    .map((sign) => {
      const at = (sign.codePointAt(0) ?? 0) - ETHIOPIC_FIRST;
      const vowel =
        ETHIOPIC[at >> 3] === '-' && at % 8 === 0 ? 'a' : (ETHIOPIC_VOWELS[at % 8] ?? '');
      return sound(ETHIOPIC, at >> 3) + vowel;
    })
    .join('');
}

const KANA_FIRST = 0x3041;
const KATAKANA_OFFSET = 0x60;
const KANA = (
  'a a i i u u e e o o ka ga ki gi ku gu ke ge ko go sa za shi ji su zu se ze so zo ta da chi ji - tsu zu te de to do na ni nu ne no ' +
  'ha ba pa hi bi pi fu bu pu he be pe ho bo po ma mi mu me mo ~ya ya ~yu yu ~yo yo ra ri ru re ro wa wa i e o n vu ka ke va vi ve vo'
).split(' ');

/** Hiragana and katakana; a small ya, yu or yo melts into the sign before it. */
export function readKana(word: string): string {
  return [...word]
    .map((sign) => {
      const at = sign.codePointAt(0) ?? 0;
      return sound(
        KANA,
        (at >= KANA_FIRST + KATAKANA_OFFSET ? at - KATAKANA_OFFSET : at) - KANA_FIRST,
      );
    })
    .join('')
    .replace(/(sh|ch|j)i~y/g, '$1')
    .replace(/i~y/g, 'y')
    .replaceAll('~', '');
}

const HANGUL_FIRST = 0xac00;
const INITIALS = 'k,kk,n,d,tt,r,m,b,pp,s,ss,,j,jj,ch,k,t,p,h'.split(',');
const MIDDLES = 'a,ae,ya,yae,eo,e,yeo,ye,o,wa,wae,oe,yo,u,wo,we,wi,yu,eu,ui,i'.split(',');
const FINALS = ',k,k,ks,n,nj,nh,t,l,lk,lm,lb,ls,lt,lp,lh,m,p,ps,t,t,ng,t,t,k,t,p,h'.split(',');
/** Family names that their bearers write otherwise than any rule. */
const KOREAN_FAMILIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    이: 'lee',
    박: 'park',
    정: 'jung',
    임: 'lim',
    노: 'noh',
    우: 'woo',
    오: 'oh',
    유: 'yoo',
  }),
);

/** Korean syllables fall apart by arithmetic. */
export function readHangul(word: string): string {
  const whole = KOREAN_FAMILIES.get(word);
  if (whole !== undefined) return whole;
  return [...word]
    .map((sign) => {
      const at = (sign.codePointAt(0) ?? 0) - HANGUL_FIRST;
      const middle = Math.floor(at / FINALS.length);
      return [
        INITIALS[Math.floor(middle / MIDDLES.length)],
        MIDDLES[middle % MIDDLES.length],
        FINALS[at % FINALS.length],
      ].join('');
    })
    .join('');
}

function sound(sounds: readonly string[], at: number): string {
  const found = sounds[at] ?? '';
  return found === '-' ? '' : found;
}
