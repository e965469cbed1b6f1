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

function soundAt(word: string, i: number): Sound {
  const letter = word[i] ?? '';
  const next = word[i + 1] ?? '';
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
      return hissing(word, i);
    case 'g':
      if (next === 'h') return [isVowelAt(word, i - 1) && !isVowelAt(word, i + 2) ? '' : 'k', 2];
      return [isSoft(next) ? 'j' : 'k', 1];
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

/** From a letter that may hiss on: sch, tsch, ch, ck, ts, th and their like. */
function hissing(word: string, i: number): Sound {
  const two = word.slice(i, i + 2);
  const third = word[i + 2];
  switch (word[i]) {
    case 's':
      if (two === 'sc' && third === 'h') return ['x', 3];
      return two === 'sh' || two === 'sz' ? ['x', 2] : ['s', 1];
    case 'z':
      return two === 'zh' ? ['x', 2] : ['s', 1];
    case 'c':
      if (two === 'cz') return ['x', 2];
      if (two === 'ch') return [third === 'l' || third === 'r' || third === 'n' ? 'k' : 'x', 2];
      if (two === 'ck' || two === 'cq') return ['k', 2];
      return [isSoft(two[1]) ? 's' : 'k', 1];
    case 't':
      if (two === 'tc' && third === 'h') return ['x', 3];
      if (two === 'ts' && third === 'c' && word[i + 3] === 'h') return ['x', 4];
      if (two === 'ts' || two === 'tz') return ['s', 2];
      return ['t', two === 'th' ? 2 : 1];
    default:
      if (two === 'dj') return ['j', 2];
      if (two === 'dz' && third === 'h') return ['j', 3];
      if (two === 'dt') return ['t', 2];
      return ['d', two === 'dh' ? 2 : 1];
  }
}

function isSoft(letter: string | undefined): boolean {
  return letter === 'e' || letter === 'i' || letter === 'y';
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
  const letters = plainConsonants(word);
  let bones = letters.slice(0, 1);
  for (let i = 1; i < letters.length; i++) {
    const letter = letters[i] ?? '';
    const isLastBreath = letter === 'h' && i === letters.length - 1;
    if (!SOFT_BONES.includes(letter) && !isLastBreath && !bones.endsWith(letter)) bones += letter;
  }
  return bones.length >= 2 ? bones : '';
}

const SOFT_BONES = 'aeiouwy';

/** Each consonant in one writing: ph as f, c and q as k, ch and a soft g as j, no breath after t, d, g and k; vowels at the beginning as one. */
function plainConsonants(word: string): string {
  let i = 0;
  while (i < word.length && VOWELS.includes(word[i] ?? '')) i++;
  let plain = i > 0 ? 'a' : '';
  let before = plain;
  while (i < word.length) {
    const [letter, length] = consonantAt(word, i);
    if (letter !== 'h' || before === '' || !'tdgk'.includes(before)) plain += letter;
    before = letter;
    i += length;
  }
  return plain;
}

function consonantAt(word: string, i: number): Sound {
  const letter = word[i] ?? '';
  const next = word[i + 1];
  switch (letter) {
    case 'p':
      return next === 'h' ? ['f', 2] : ['p', 1];
    case 'd':
      return next === 'j' ? ['j', 2] : ['d', 1];
    case 'g':
      return [next === 'h' ? 'g' : 'j', 1];
    case 'c':
      if (next === 'h') return ['j', 2];
      return ['k', next === 'k' ? 2 : 1];
    case 'q':
      return ['k', 1];
    case 'v':
      return ['w', 1];
    default:
      return [letter, 1];
  }
}
