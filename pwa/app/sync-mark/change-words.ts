import type { CollectionName } from '#shared/domain/collections.ts';
import type { Change, TrailEntry } from '#shared/domain/envelope.ts';
import { t } from '#pwa/i18n/t.ts';
import { fieldOf, valueOf } from '#pwa/widgets/record-value.ts';
import { labelWords, valueWords, type NamesKnown } from '#pwa/widgets/record-words.ts';

/** A status needs no name of a place or a person. */
const NO_NAMES: NamesKnown = { place: () => undefined, practitioner: () => undefined, zone: 'UTC' };

/** What one waiting change did, as a person says it: "registered", "taken back", "Status Checked in, Comment". */
export function changeWords(collection: CollectionName, entry: TrailEntry): string {
  if (entry.undoes) return t('sync.undone');
  const isNew = entry.changes.every((change) => change.before === undefined);
  if (isNew && collection === 'patients') return t('sync.registered');
  const told = entry.changes.flatMap((change) => fieldWords(collection, change) ?? []);
  const words = [...new Set(told)].filter(Boolean);
  return words.length > 0 ? words.join(', ') : t('sync.changed', { n: entry.changes.length });
}

/** The field by its name, a status with its value; null for what only keeps books. */
function fieldWords(collection: CollectionName, { path, after }: Change): string | null {
  const [field, kind] = fieldOf(collection, path);
  if (field === 'nothing') return null;
  const value = field === 'status' ? valueOf(kind, after) : null;
  const label = labelWords(field);
  return value ? `${label}: ${valueWords(value, NO_NAMES)}` : label;
}
