/** Letters of the scripts that are written letter by letter, each before its romanisation. Good enough to find a name by, not to print one. */
const CYRILLIC =
  'а a б b в v г g д d е e ё yo ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ _ ы y ь _ э e ю yu я ya ' +
  'і i ї yi є ye ґ g ў u ј j љ lj њ nj ћ c ђ dj џ dz ѓ g ќ k ѕ dz ө o ү u ұ u қ k ғ g ң n һ h ә a ӣ i ӯ u ҳ h ҷ j ҹ j';
const GREEK =
  'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o';
const ARMENIAN =
  'ա a բ b գ g դ d ե e զ z է e ը y թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o չ ch պ p ջ j ռ r ս s վ v տ t ր r ց ts ւ u փ p ք k օ o ֆ f և ev';
const GEORGIAN =
  'ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q შ sh ჩ ch ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h';
const HEBREW =
  'א a ב b ג g ד d ה h ו w ז z ח h ט t י y כ k ך k ל l מ m ם m נ n ן n ס s ע a פ p ף f צ ts ץ ts ק k ר r ש sh ת t';
const ARABIC =
  'ا a أ a إ a آ a ٱ a ء _ ؤ w ئ y ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z ع a غ gh ف f ق q ك k ل l م m ن n ه h و w ي y ى a ة a ' +
  'پ p چ ch ژ zh گ g ک k ی y ہ h ھ h ۀ a ے e ں n ٹ t ڈ d ڑ r ۃ a ۆ o ێ e ڵ l ڕ r ڤ v ە a';

export const LETTERS: ReadonlyMap<string, string> = new Map(
  [CYRILLIC, GREEK, ARMENIAN, GEORGIAN, HEBREW, ARABIC]
    .flatMap((pairs) => [...pairs.matchAll(/(\S) (\S+)/gu)])
    .map(([, letter = '', latin = '']) => [letter, latin === '_' ? '' : latin] as const),
);
/** What is one sound in two letters, before the letters are read one by one. */
export const TWO_LETTERS: readonly (readonly [RegExp, string])[] = [
  [/ου/g, 'ou'],
  [/α[υύ]/g, 'av'],
  [/ε[υύ]/g, 'ev'],
  [/μπ/g, 'b'],
  [/ντ/g, 'd'],
  [/γγ/g, 'ng'],
  [/γκ/g, 'g'],
  [/ու/g, 'u'],
];
