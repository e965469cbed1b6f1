import { foldText } from '#shared/domain/fold-text.ts';
import { lettersApart } from '#shared/domain/letters-apart.ts';
import type { FieldVerdict } from './duplicate-score.ts';
import { soundKey } from './phonetic.ts';

/** How two names stand to each other: accents, capitals, spaces and signs tell nobody apart. */
export function nameVerdict(mine: string, theirs: string): FieldVerdict {
  const a = foldText(mine);
  const b = foldText(theirs);
  if (a === '' || b === '') return 'different';
  if (a === b || a.replaceAll(' ', '') === b.replaceAll(' ', '')) return 'same';
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const apart = lettersApart(a, b, 3);
  if (apart === 1 && short.length >= 3) return 'one-letter';
  if ((short.length >= 2 && long.startsWith(short)) || long.split(' ').includes(short))
    return 'short-form';
  const sound = soundKey(a.replaceAll(' ', ''));
  if (sound.length >= 3 && sound === soundKey(b.replaceAll(' ', ''))) return 'sounds-alike';
  const isLong = (apart === 2 && short.length >= 5) || (apart === 3 && short.length >= 9);
  return isLong ? 'two-letters' : 'different';
}
