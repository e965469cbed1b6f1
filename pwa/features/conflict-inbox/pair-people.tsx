import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { usePairs } from '#pwa/store/queries.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { PersonCard } from '#pwa/widgets/person-card.tsx';

/** The two records that a disputed decision is about, and the way to see them field by field. */
export function PairPeople({ id }: { readonly id: string }): JSX.Element | null {
  const pairs = usePairs().value;
  const pair =
    pairs.kind === 'ready' ? pairs.rows.find((row) => row.id === id)?.content : undefined;
  const { people } = usePeopleOf(pair ? [pair.one, pair.other] : []);
  if (!pair) return null;
  return (
    <div class="card pair">
      <div class="pair-two">
        {[pair.one, pair.other].map((one) => (
          <PersonCard key={one} patient={people.get(one)} />
        ))}
      </div>
      <p>
        <a class="btn" href={`/duplicates?one=${pair.one}&other=${pair.other}`}>
          {t('duplicates.compare')}
        </a>
      </p>
    </div>
  );
}
