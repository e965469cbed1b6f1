import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '#pwa/i18n/t.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { useBedWrites } from '#pwa/store/use-bed-writes.ts';
import { Notice } from '#pwa/ui/notice.tsx';
import { showToast } from '#pwa/ui/toast.tsx';
import { personLine } from '#pwa/widgets/appointment-words.ts';
import { tellOutcome } from '#pwa/widgets/tell-outcome.ts';
import { CasePerson } from './case-person.tsx';
import { momentWords } from './case-words.ts';
import { maySettle, rolesFor, type Case, type DoubledPlace } from './cases.ts';
import { Where, WhoWhen } from './reading-card.tsx';
import type { InboxView } from './use-cases.ts';

export interface DoubledCaseProps {
  readonly one: Extract<Case, { kind: 'doubled' }>;
  readonly view: InboxView;
}

/** One person recorded in two beds: both equally large, each with who moved them there, and the button that says it is right. */
export function DoubledCase({ one, view }: DoubledCaseProps): JSX.Element {
  const writes = useBedWrites();
  const mayDecide = maySettle(one, useRoles());
  const { patientId = '' } = one.person;
  const names = rolesFor(one)
    .map((role) => t(`shell.role.${role}`))
    .join(', ');
  const settle = async (place: DoubledPlace): Promise<void> => {
    const done = await writes.settle(one.person, place);
    if (!done.ok && done.error.kind === 'not-now')
      return showToast({ text: t('wards.notNow'), tone: 'alarm' });
    return tellOutcome(done, {
      about: personLine(view.people.get(patientId)),
      said: t('wards.settled', { bed: place.bed }),
      undo: writes.undo,
    });
  };
  return (
    <>
      <div>
        <h2 class="case-title">{t('inbox.askBed')}</h2>
        {patientId && <CasePerson id={patientId} view={view} />}
      </div>
      <Notice tone="alarm" title={t('wards.doubledTitle')}>
        {t('wards.doubledHint')}
      </Notice>
      <div class="readings">
        {one.places.map((place) => (
          <Place
            key={place.bedId}
            {...{ place, view, mayDecide }}
            onKeep={() => void settle(place)}
          />
        ))}
      </div>
      <p class="hint">{t(mayDecide ? 'inbox.mayDecide' : 'inbox.mayNot', { roles: names })}</p>
    </>
  );
}

interface PlaceProps {
  readonly place: DoubledPlace;
  readonly view: InboxView;
  readonly mayDecide: boolean;
  readonly onKeep: () => void;
}

function Place({ place, view, mayDecide, onKeep }: PlaceProps): JSX.Element {
  const { reading } = place;
  const id = useId();
  const clock = { zone: view.names.zone, today: view.today };
  return (
    <article class="reading" aria-labelledby={id}>
      <header>
        <b>{reading && <Where reading={reading} />}</b>
        {reading ? (
          <WhoWhen reading={reading} view={view} />
        ) : (
          t('inbox.since', { time: momentWords(place.since, clock) })
        )}
      </header>
      <p class="value" id={id}>
        <bdi>{place.name}</bdi>
      </p>
      <footer>
        <button
          type="button"
          class="btn btn-wide"
          aria-disabled={mayDecide ? undefined : 'true'}
          onClick={() => mayDecide && onKeep()}
        >
          {t('wards.liesHere', { bed: place.bed })}
        </button>
      </footer>
    </article>
  );
}
