import { t } from '#pwa/i18n/t.ts';
import type { KnownPair } from './review-list.ts';

/** The one that goes on first; of two people neither. */
export function inOrder({ content }: KnownPair): readonly (readonly [string, string | null])[] {
  const { one, other, decision } = content;
  if (decision?.kind !== 'same')
    return [
      [one, null],
      [other, null],
    ];
  const replaced = decision.survivor === one ? other : one;
  return [
    [decision.survivor, t('duplicates.goesOnAs')],
    [replaced, t('duplicates.isReplaced')],
  ];
}
