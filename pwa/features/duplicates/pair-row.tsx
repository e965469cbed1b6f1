import type { JSX } from 'preact';
import type { Patient } from '#shared/domain/patient.ts';
import type { ComparedFieldRow } from '#shared/search/duplicate-score.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Chip } from '#pwa/ui/chip.tsx';
import { comparedWords, verdictWords } from '#pwa/widgets/compared-words.ts';
import { PersonCard } from '#pwa/widgets/person-card.tsx';
import { reasonsOf, type Asked } from './review-list.ts';

/** Why a decision could not be carried out. */
export const WAITS = {
  'not-received': 'duplicates.waitsReceived',
  'already-replaced': 'duplicates.waitsReplaced',
  'one-record': 'duplicates.waitsOne',
} as const;

interface PairRowProps {
  readonly asked: Asked;
  readonly people: ReadonlyMap<string, Patient>;
  readonly onTwo: () => void;
  readonly onLater: () => void;
}

/** Two records beside each other: how sure it is, why, and what can be said of them. */
export function PairRow({ asked, people, onTwo, onLater }: PairRowProps): JSX.Element {
  const { one, other, score, isVery, waits, isLater } = asked;
  const [mine, theirs] = [people.get(one), people.get(other)];
  return (
    <div class="card pair" role="listitem" data-pair={asked.id}>
      <div class="row pair-head">
        {score !== null && (
          <Chip tone={isVery ? 'alarm' : 'caution'} icon={isVery ? 'alert' : 'near'}>
            {t(isVery ? 'registration.veryLikely' : 'registration.possible')}
          </Chip>
        )}
        {score !== null && (
          <span class="small soft">
            <bdi>{t('duplicates.score', { n: Math.round(score) })}</bdi>
          </span>
        )}
        {isLater && <Chip tone="plain">{t('duplicates.laterMark')}</Chip>}
      </div>
      {waits && <p class="small">{t(WAITS[waits])}</p>}
      <div class="pair-two">
        <PersonCard patient={mine} />
        <PersonCard patient={theirs} />
      </div>
      {mine && theirs ? (
        <Reasons rows={reasonsOf(mine, theirs)} />
      ) : (
        <p class="small soft">{t('duplicates.elsewhere')}</p>
      )}
      <div class="row">
        <a class="btn" href={compareHref(asked)}>
          {t('duplicates.compare')}
        </a>
        <Button onClick={onTwo}>{t('duplicates.two')}</Button>
        <Button kind="quiet" onClick={onLater} aria-pressed={isLater ? 'true' : 'false'}>
          {t('duplicates.later')}
        </Button>
      </div>
    </div>
  );
}

/** The address of two records beside each other. */
export function compareHref({ one, other }: { one: string; other: string }): string {
  return `/duplicates?one=${one}&other=${other}`;
}

function Reasons({ rows }: { readonly rows: readonly ComparedFieldRow[] }): JSX.Element {
  return (
    <ul class="row reasons">
      {rows.map(({ field, verdict }) => (
        <li key={field}>
          <Chip tone={verdict === 'different' ? 'plain' : 'good'} icon={signOf(verdict)}>
            {`${comparedWords(field)}: ${verdictWords(verdict)}`}
          </Chip>
        </li>
      ))}
    </ul>
  );
}

function signOf(verdict: ComparedFieldRow['verdict']) {
  if (verdict === 'different') return 'close' as const;
  return verdict === 'same' || verdict === 'fits' ? ('same' as const) : ('near' as const);
}
