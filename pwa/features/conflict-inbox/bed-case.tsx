import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Notice } from '#pwa/ui/notice.tsx';
import { PersonCard } from '#pwa/widgets/person-card.tsx';
import { momentWords } from './case-words.ts';
import type { Case } from './cases.ts';
import type { InboxView } from './use-cases.ts';

export interface BedCaseProps {
  readonly one: Extract<Case, { kind: 'bed' }>;
  readonly view: InboxView;
}

/** More people in one bed than it holds: all of them equally, no winner by itself; it is sorted out on the ward. */
export function BedCase({ one, view }: BedCaseProps): JSX.Element {
  const clock = { zone: view.names.zone, today: view.today };
  return (
    <>
      <h2 class="case-title">
        <bdi>{t('inbox.bedTitle', { bed: one.name })}</bdi>
      </h2>
      <Notice tone="alarm" title={t('inbox.bedKept')} />
      <div class="readings">
        {one.occupants.map((occupant) => (
          <article key={occupant.encounterId} class="card pad">
            <PersonCard patient={view.people.get(occupant.patientId ?? '')}>
              <p class="soft">{t('inbox.since', { time: momentWords(occupant.since, clock) })}</p>
            </PersonCard>
          </article>
        ))}
      </div>
      <div class="row">
        <a class="btn btn-main" href={`/wards/${one.wardId}`}>
          {t('inbox.bedSort')}
        </a>
      </div>
    </>
  );
}
