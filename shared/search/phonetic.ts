const VOWELS = 'aeiou';

/**
 * How a folded word sounds, roughly and across languages: consonants by their kind, vowels only at the beginning. Meyer, Maier and Mayr
 * are one, so are Schmidt and Smit, Jiménez and Gimenes, Steven and Stephen. '' where too little is left to say that two sound alike.
 */
export function soundKey(word: string): string {
  let key = '';
  let isAfterVowel = false;
  for (let i = 0; i < word.length;) {
    const [sound, length] = soundAt(word, i);
    const isVowel = sound === '' && isVowelAt(word, i);
    if (isVowel && i === 0) key = 'a';
    // Doubled letters are one sound, the same letter after a vowel is another.
    else if (sound !== '' && (isAfterVowel || !key.endsWith(sound))) key += sound;
    isAfterVowel = isVowel;
    i += length;
  }
  return key.length >= 2 ? key : '';
}

type Sound = readonly [sound: string, letters: number];
const SOFT = /^[eiy]/;

function soundAt(word: string, i: number): Sound {
  const rest = word.slice(i);
  const [letter = '', next = ''] = rest;
  switch (letter) {
    case 'h':
      return [i === 0 ? 'h' : '', 1];
    case 'p':
      return next === 'h' ? ['f', 2] : ['p', 1];
    case 'f':
    case 'v':
      return ['f', 1];
    case 'w':
      // After a vowel it is only its tail: Brown, Lowe.
      return [isVowelAt(word, i - 1) && !isVowelAt(word, i + 1) ? '' : 'f', 1];
    case 'c':
    case 's':
    case 'z':
    case 't':
    case 'd':
      return hissing(rest);
    case 'g':
      if (next === 'h') return [isVowelAt(word, i - 1) && !isVowelAt(word, i + 2) ? '' : 'k', 2];
      return [SOFT.test(next) ? 'j' : 'k', 1];
    case 'k':
    case 'q':
      return ['k', next === 'h' ? 2 : 1];
    case 'x':
      return [i === 0 ? 'x' : 'ks', 1];
    case 'y':
      // Between vowels it is one of them: Meyer, Maier.
      return [isVowelAt(word, i + 1) && !isVowelAt(word, i - 1) ? 'j' : '', 1];
    default:
      return [VOWELS.includes(letter) ? '' : letter, 1];
  }
}

const HISSING: readonly (readonly [RegExp, string])[] = [
  [/^(?:sch|tch|tsch|sh|sz|zh|cz)/, 'x'],
  [/^ch(?=[lrn])/, 'k'],
  [/^ch/, 'x'],
  [/^(?:ck|cq)/, 'k'],
  [/^c(?=[eiy])/, 's'],
  [/^c/, 'k'],
  [/^(?:ts|tz|z|s)/, 's'],
  [/^(?:dj|dzh)/, 'j'],
  [/^(?:th|dt|t)/, 't'],
  [/^dh?/, 'd'],
];

function hissing(rest: string): Sound {
  for (const [pattern, sound] of HISSING) {
    const found = pattern.exec(rest);
    if (found) return [sound, found[0].length];
  }
  return ['', 1];
}

function isVowelAt(word: string, i: number): boolean {
  const letter = word[i];
  return letter !== undefined && (VOWELS.includes(letter) || letter === 'y');
}

/**
 * What is left of a word in a script that writes no vowels: محمد is "mhmd", so are Mohammed and Muhammad. Compared only where one side
 * came from such a script.
 */
export function skeleton(word: string): string {
  const letters = word
    .replace(/^[aeiou]+/, 'a')
    .replace(/ph/g, 'f')
    .replace(/ch|dj|g(?!h)/g, 'j')
    .replace(/ck|[cq]/g, 'k')
    .replace(/v/g, 'w')
    .replace(/(?<=[tdgk])h/g, '');
  const bones = letters.slice(0, 1) + letters.slice(1).replace(/[aeiouwy]|h$/g, '');
  const single = bones.replace(/(.)\1+/g, '$1');
  return single.length >= 2 ? single : '';
}
