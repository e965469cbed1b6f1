import type { HumanName } from '#shared/domain/human-name.ts';

const TITLES = /^(?:dr|mr|mrs|ms|miss|prof|rev|sir|dame)\.?$/i;
const SUFFIXES = /^(?:jr|sr|ii|iii|iv|md|dds|dvm|phd|esq)\.?$/i;

/** "Dr. Sarah Jane Davis Jr." apart: title, given names, family name, suffix; "Davis, Sarah" too. One word alone stays whole. */
export function splitName(text: string): HumanName | null {
  const [before, after] = text.split(',').map((part) => part.trim());
  const isInverted = before && after && !SUFFIXES.test(after);
  const words = (isInverted ? `${after} ${before}` : text.replaceAll(',', ' '))
    .split(/\s+/)
    .filter(Boolean);
  const prefix = takeWhile(words, TITLES);
  const suffix = takeWhile(words.toReversed(), SUFFIXES).toReversed();
  const rest = words.slice(prefix.length, words.length - suffix.length);
  const family = isInverted ? before : rest.at(-1);
  if (!family) return text.trim() === '' ? null : { use: 'official', text: text.trim() };
  const given = isInverted ? after : rest.slice(0, -1).join(' ');
  if (!given) return { use: 'official', text: text.trim() };
  return {
    use: 'official',
    family,
    given,
    ...(prefix.length > 0 ? { prefix: prefix.join(' ') } : {}),
    ...(suffix.length > 0 ? { suffix: suffix.join(' ') } : {}),
  };
}

function takeWhile(words: readonly string[], pattern: RegExp): readonly string[] {
  const end = words.findIndex((word) => !pattern.test(word));
  return words.slice(0, end === -1 ? words.length : end);
}
