/** A name as FHIR's HumanName has it; `given` holds all given names with spaces between them. */
export interface HumanName {
  readonly use?: 'official' | 'usual' | 'nickname' | 'maiden' | 'old' | 'anonymous' | 'temp';
  readonly family?: string;
  readonly given?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  /** The whole name, where it cannot be told apart. */
  readonly text?: string;
  readonly order?: number;
}

const RANK = [
  'official',
  'usual',
  undefined,
  'nickname',
  'temp',
  'old',
  'maiden',
  'anonymous',
] as const;

/** The name to show: the official one, else the usual one, else the first. */
export function shownName(
  names: Readonly<Record<string, HumanName>> | undefined,
): HumanName | undefined {
  const all = Object.values(names ?? {});
  if (all.length < 2) return all[0];
  return all.toSorted(
    (a, b) => RANK.indexOf(a.use) - RANK.indexOf(b.use) || (a.order ?? 0) - (b.order ?? 0),
  )[0];
}

/** "Family, Given (Title)": NHS CUI Patient Name, NID-0001 to 0011. Capitals of the family name are set by the screen, never stored. */
export function nameParts(name: HumanName | undefined): {
  family: string;
  given: string;
  title: string;
} {
  if (!name) return { family: '', given: '', title: '' };
  const family = name.family ?? name.text ?? '';
  return { family, given: name.given ?? '', title: name.prefix ?? '' };
}

/** One line of plain text for lists that cannot be styled; '' where no name is known. */
export function nameText(name: HumanName | undefined): string {
  const { family, given, title } = nameParts(name);
  const both = family && given ? `${family}, ${given}` : family || given;
  return title ? `${both} (${title})` : both;
}

/** Signs that nobody sees and that only turn the direction of writing: they come along when a name is copied. */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** A name as it is stored: without spaces around it, and without what turns whatever stands beside it. */
export function plainName(text: string): string {
  return text.replace(TURNS, '').trim();
}
