import type { JSX } from 'preact';
import type { Dispute, Reading } from '#shared/domain/dispute.ts';
import { t } from '#pwa/i18n/t.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { useStaff } from '#pwa/store/use-staff.ts';
import { Chip } from '#pwa/ui/chip.tsx';
import { Icon } from '#pwa/ui/icon.tsx';
import { keepWords, momentWords, readingWords } from './case-words.ts';
import type { InboxView } from './use-cases.ts';

export interface ReadingCardProps {
  readonly dispute: Dispute;
  readonly reading: Reading;
  readonly view: InboxView;
  readonly isStanding: boolean;
  readonly isDecided: boolean;
  readonly mayDecide: boolean;
  readonly onKeep: () => void;
}

/** One reading: where and by whom, when entered and when arrived, what it says, and the button that keeps it. */
export function ReadingCard(props: ReadingCardProps): JSX.Element {
  const { dispute, reading, view, isStanding, isDecided, mayDecide, onKeep } = props;
  const isOpen = dispute.status === 'open';
  const isInUse = isOpen ? isStanding : isDecided;
  return (
    <article class={isInUse ? 'reading reading-in-use' : 'reading'}>
      <header>
        <b>
          <Where reading={reading} />
          {isInUse && (
            <Chip tone={isOpen ? 'alarm' : 'good'} icon={isOpen ? 'eye' : 'check'}>
              {t(isOpen ? 'inbox.shownNow' : 'inbox.decidedFor')}
            </Chip>
          )}
        </b>
        <WhoWhen reading={reading} view={view} />
      </header>
      <p class="value">
        <bdi>{readingWords(dispute, reading, view.names)}</bdi>
      </p>
      <footer>
        {!isDecided && (
          <button
            type="button"
            class="btn btn-wide"
            aria-disabled={mayDecide ? undefined : 'true'}
            onClick={() => mayDecide && onKeep()}
          >
            <bdi>{keepWords(dispute, reading, view.names)}</bdi>
          </button>
        )}
      </footer>
    </article>
  );
}

/** Where a reading was entered. */
export function Where({ reading }: { readonly reading: Reading }): JSX.Element {
  const session = useSession();
  const here = session.kind === 'signed-in' ? session.device.id : null;
  if (reading.device === null)
    return (
      <>
        <Icon name="saved" />
        {t('inbox.inHospital')}
      </>
    );
  return (
    <>
      <Icon name="tablet" />
      {t(reading.device === here ? 'inbox.onThisDevice' : 'inbox.onOther')}
    </>
  );
}

/** Who entered a reading, when, and when it arrived. */
export function WhoWhen({
  reading,
  view,
}: Pick<ReadingCardProps, 'reading' | 'view'>): JSX.Element {
  const nameOf = useStaff();
  const clock = { zone: view.names.zone, today: view.today };
  const arrived = momentWords(reading.acceptedAt, clock);
  if (!reading.at || !reading.by) return <>{t('inbox.arrivedOnly', { arrived })}</>;
  const name = nameOf(reading.by) || t('inbox.noName');
  const time = momentWords(reading.at, clock);
  return (
    <>
      {time === arrived
        ? t('inbox.entered', { name, time })
        : t('inbox.enteredArrived', { name, time, arrived })}
    </>
  );
}
