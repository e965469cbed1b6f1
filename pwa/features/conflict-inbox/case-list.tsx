import type { JSX } from 'preact';
import { mrnText } from '#shared/domain/mrn.ts';
import { mrnOf, type Patient } from '#shared/domain/patient.ts';
import { isolated } from '#pwa/i18n/isolated.ts';
import { t } from '#pwa/i18n/t.ts';
import { Chip } from '#pwa/ui/chip.tsx';
import { VirtualList } from '#pwa/ui/virtual-list.tsx';
import { nameWords } from '#pwa/widgets/appointment-words.ts';
import { momentWords, titleOf } from './case-words.ts';
import { sinceOf, subjectOf, type Case } from './cases.ts';
import { useIsWide } from './use-is-wide.ts';
import { peopleIn, type InboxView } from './use-cases.ts';

export interface CaseListProps {
  readonly view: InboxView;
  readonly currentId: string | undefined;
  readonly later: ReadonlySet<string>;
  /** How many of the open ones the person signed in may settle. */
  readonly mine: number;
}
/** Thumb-sized text needs more room for two names. */
const ROW_PX = 112;
const ROW_TOUCH_PX = 140;

/** What waits, then what is settled. */
export function CaseList({ view, currentId, later, mine }: CaseListProps): JSX.Element {
  const isWide = useIsWide();
  const { open, settled } = view;
  const render = (one: Case): JSX.Element => (
    <Issue one={one} view={view} isCurrent={one.id === currentId} isLater={later.has(one.id)} />
  );
  const list = (label: string, items: readonly Case[]): JSX.Element => (
    <VirtualList
      label={label}
      items={items}
      rowHeight={isWide ? ROW_PX : ROW_TOUCH_PX}
      keyOf={({ id }) => id}
      render={render}
    />
  );
  return (
    <section class="inbox-list" aria-labelledby="inbox-title">
      <header>
        <h2 id="inbox-title">{t('inbox.title')}</h2>
        <p class="soft small">
          {open.length === 0 ? t('inbox.empty') : t('inbox.summary', { mine, all: open.length })}
        </p>
      </header>
      {list(t('inbox.waiting'), open)}
      {settled.length > 0 && (
        <>
          <header class="inbox-settled">
            <h3 class="soft">{t('inbox.settled')}</h3>
          </header>
          {list(t('inbox.settled'), settled)}
        </>
      )}
    </section>
  );
}

interface IssueProps {
  readonly one: Case;
  readonly view: InboxView;
  readonly isCurrent: boolean;
  readonly isLater: boolean;
}

function Issue({ one, view, isCurrent, isLater }: IssueProps): JSX.Element {
  const people = peopleIn(one);
  const patient = view.people.get(people[0] ?? '');
  return (
    <a
      class="issue"
      href={`/inbox?case=${one.id}`}
      {...(isCurrent ? { 'aria-current': 'true' as const } : {})}
    >
      <span class="row row-apart issue-head">
        <b>
          <bdi>{titleOf(one, patient)}</bdi>
        </b>
        <IssueChip one={one} isLater={isLater} />
      </span>
      {people.slice(0, 2).map((id) => (
        <small key={id}>
          <bdi>{shortWho(view.people.get(id), view.arePeopleRead)}</bdi>
        </small>
      ))}
      <small>{whenWords(one, view)}</small>
    </a>
  );
}

function IssueChip({
  one,
  isLater,
}: {
  readonly one: Case;
  readonly isLater: boolean;
}): JSX.Element {
  if ('dispute' in one && one.dispute.status !== 'open')
    return (
      <Chip tone="good" icon="check">
        {t(one.dispute.status === 'dismissed' ? 'inbox.dismissedAs' : 'inbox.settledChip')}
      </Chip>
    );
  if (isLater)
    return (
      <Chip tone="plain" icon="clock">
        {t('inbox.later')}
      </Chip>
    );
  if (one.kind === 'refused')
    return (
      <Chip tone="alarm" icon="alert">
        {t('inbox.refusedChip')}
      </Chip>
    );
  if (one.kind === 'conflict' && one.dispute.reopenedBy)
    return <Chip tone="caution">{t('inbox.reopenedChip')}</Chip>;
  const subject = subjectOf(one);
  return subject === 'safety' ? (
    <Chip tone="alarm" icon={one.kind === 'bed' || one.kind === 'doubled' ? 'bed' : 'allergy'}>
      {t('inbox.safety')}
    </Chip>
  ) : (
    <Chip tone="plain">{t(subject === 'visit' ? 'inbox.visit' : 'inbox.details')}</Chip>
  );
}

function whenWords(one: Case, { names, today }: InboxView): string {
  const time = momentWords(sinceOf(one), { zone: names.zone, today });
  if (one.kind !== 'conflict') return t('inbox.since', { time });
  return t('inbox.readingsSince', { n: Object.keys(one.dispute.readings ?? {}).length, time });
}

function shortWho(patient: Patient | undefined, arePeopleRead: boolean): string {
  const mrn = patient && mrnOf(patient);
  const name = nameWords(patient, arePeopleRead);
  return mrn ? `${name} · ${t('appointment.mrn', { mrn: isolated(mrnText(mrn)) })}` : name;
}
