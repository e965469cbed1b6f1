import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { nameParts, shownName } from '#shared/domain/human-name.ts';
import { foldedWords } from '#shared/search/normalise.ts';
import { t } from '#pwa/i18n/t.ts';
import type { PersonHit } from '#pwa/store/people-finder.ts';
import { usePatients } from '#pwa/store/queries.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useHeldRows } from '#pwa/store/use-live-query.ts';
import { Chip } from '#pwa/ui/chip.tsx';
import { AllergyStrip } from '#pwa/widgets/allergy-strip.tsx';
import { IdentityLine } from '#pwa/widgets/identity-line.tsx';
import { markName, type Stretch } from './mark-name.ts';
import { PersonRow } from './person-row.tsx';
import type { Found } from './use-found.ts';
import { useInSight } from './use-in-sight.ts';

/** As many as the finder names at most. */
const MOST = 50;

/** The people that were found, best first, each with why and with the typed letters underlined. */
export function FoundPeople({
  found,
  today,
}: {
  readonly found: Found;
  readonly today: string;
}): JSX.Element {
  const ids = useMemo(() => found.hits.map(({ id }) => id), [found]);
  const rows = useHeldRows(usePatients(ids).value);
  const rowById = useMemo(() => new Map(rows?.map((row) => [row.id, row])), [rows]);
  const words = foldedWords(found.text);
  const { drawn, end, drawAll } = useInSight(found.text, found.hits.length);
  const key = found.hits.length >= MOST ? 'patients.foundMost' : 'patients.foundCount';
  return (
    <section class="card people-list" aria-labelledby="people-found">
      <h2 id="people-found" class="people-found stamp">
        <span role="status">{t(key, { n: found.hits.length })}</span>
      </h2>
      <div role="list" aria-labelledby="people-found" onFocusCapture={drawAll}>
        {found.hits.slice(0, drawn).map((hit) => (
          <Hit key={hit.id} hit={hit} row={rowById.get(hit.id)} words={words} today={today} />
        ))}
      </div>
      {drawn < found.hits.length && <div ref={end} />}
    </section>
  );
}

interface HitProps {
  readonly hit: PersonHit;
  readonly row: Stored<'patients'> | undefined;
  readonly words: readonly string[];
  readonly today: string;
}

function Hit({ hit, row, words, today }: HitProps): JSX.Element | null {
  const marked = (text: string): readonly Stretch[] => markName(text, words, hit.matched);
  // The finder knew them a moment before the list does; it stands a frame later.
  if (!row) return hit.isHere ? null : <Elsewhere hit={hit} marked={marked} today={today} />;
  const { family, given, title } = nameParts(shownName(row.content.names));
  const isNamed = family !== '' || given !== '';
  return (
    <PersonRow
      row={row}
      today={today}
      name={
        isNamed ? (
          <bdi class="name">
            <span class="family">
              <Stretches parts={marked(family)} />
            </span>
            {given && family && ', '}
            <Stretches parts={marked(given)} />
            {title && <span class="name-title"> ({title})</span>}
          </bdi>
        ) : undefined
      }
      reasons={hit.reasons.map((reason) => (
        <Chip key={reason} tone="plain">
          {t(`widgets.why.${reason}`)}
        </Chip>
      ))}
    />
  );
}

/** Somebody whom the directory names: enough to tell them from another, and a way to open their record. */
function Elsewhere({
  hit,
  marked,
  today,
}: {
  readonly hit: PersonHit;
  readonly marked: (text: string) => readonly Stretch[];
  readonly today: string;
}): JSX.Element {
  const { birthDate, mrn, sex } = hit;
  const [family = '', ...rest] = hit.name.split(', ');
  const known = {
    sex,
    ...(birthDate ? { birthDate } : {}),
    ...(mrn ? { identifiers: { m: { kind: 'mrn' as const, value: mrn } } } : {}),
  };
  return (
    <div role="listitem" class="person-item">
      <a class="person-row" href={`/patients/${hit.id}`} data-row>
        <span class="person-who">
          <bdi class="name">
            <span class="family">
              <Stretches parts={marked(family)} />
            </span>
            {rest.length > 0 && ', '}
            <Stretches parts={marked(rest.join(', '))} />
          </bdi>
        </span>
        <IdentityLine patient={known} today={today} withSex />
        <span class="person-safety">
          <AllergyStrip patient={null} dense />
        </span>
        <span class="why">
          {hit.reasons.map((reason) => (
            <Chip key={reason} tone="plain">
              {t(`widgets.why.${reason}`)}
            </Chip>
          ))}
          <Chip tone="caution">{t('patients.elsewhere')}</Chip>
        </span>
      </a>
    </div>
  );
}

function Stretches({ parts }: { readonly parts: readonly Stretch[] }): JSX.Element {
  return (
    <>{parts.map(({ text, isMarked }, i) => (isMarked ? <mark key={i}>{text}</mark> : text))}</>
  );
}
