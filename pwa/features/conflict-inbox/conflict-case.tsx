import type { JSX } from 'preact';
import type { Decision, Dispute } from '#shared/domain/dispute.ts';
import { t } from '#pwa/i18n/t.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { useStaff } from '#pwa/store/use-staff.ts';
import { Button } from '#pwa/ui/button.tsx';
import { lazyPart } from '#pwa/ui/lazy-part.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { CasePerson } from './case-person.tsx';
import { momentWords, questionOf, readingWords } from './case-words.ts';
import { isSafety, maySettle, rolesFor, type Case } from './cases.ts';
import { ReadingCard } from './reading-card.tsx';
import { peopleIn, type InboxView } from './use-cases.ts';
import type { Later } from './use-later.ts';
import { useSettling } from './use-settling.ts';

const PairPeople = lazyPart(() => import('./pair-people.tsx').then((m) => m.PairPeople));

export interface ConflictCaseProps {
  readonly one: Extract<Case, { kind: 'conflict' }>;
  readonly view: InboxView;
  readonly later: Later;
}

/** Two readings of one field, equally large, each with a button named after what it keeps; nothing is chosen beforehand. */
export function ConflictCase({ one, view, later }: ConflictCaseProps): JSX.Element {
  const { dispute, id } = one;
  const settling = useSettling();
  const roles = useRoles();
  const [personId = ''] = peopleIn(one);
  const patient = view.people.get(personId);
  const mayDecide = maySettle(one, roles);
  const isOpen = dispute.status === 'open';
  const isPair = dispute.subject.collection === 'pairs';
  const names = rolesFor(one)
    .map((role) => t(`shell.role.${role}`))
    .join(', ');
  const readings = Object.entries(dispute.readings ?? {});
  return (
    <>
      <div>
        <h2 class="case-title">
          <bdi>{questionOf(dispute, patient)}</bdi>
        </h2>
        {personId && !isPair && <CasePerson id={personId} view={view} />}
      </div>
      {isPair && <PairPeople id={dispute.subject.id} />}
      <Standing one={one} view={view} />
      <div class="readings">
        {readings.map(([key, reading]) => (
          <ReadingCard
            key={key}
            {...{ dispute, reading, view, mayDecide }}
            isStanding={dispute.standing === key}
            isDecided={dispute.decision?.reading === key}
            onKeep={() => {
              const value = readingWords(dispute, reading, view.names);
              void settling.decide(id, key, t('inbox.kept', { value }));
            }}
          />
        ))}
      </div>
      <div class="row row-apart">
        <a class="btn" href={recordHref(dispute, personId)}>
          {t('inbox.bothWrong')}
        </a>
        {isOpen && (
          <Button kind="quiet" onClick={() => later.toggle(id)}>
            {t(later.ids.value.has(id) ? 'inbox.unleave' : 'inbox.leave')}
          </Button>
        )}
      </div>
      <p class="hint">{t(mayDecide ? 'inbox.mayDecide' : 'inbox.mayNot', { roles: names })}</p>
    </>
  );
}

/** What holds until then, or who decided; with both names where two people decided differently. */
function Standing({ one, view }: Omit<ConflictCaseProps, 'later'>): JSX.Element {
  const { dispute } = one;
  const nameOf = useStaff();
  const said = (id: string): string => nameOf(id) || t('inbox.noName');
  if (dispute.status !== 'open' && dispute.decision)
    return (
      <Notice tone="good" title={decidedWords(dispute, dispute.decision, { view, said })}>
        {t('inbox.canReopen')}
      </Notice>
    );
  const again = Object.keys(dispute.reopenedBy ?? {});
  if (again.length > 0)
    return (
      <Notice tone="alarm" title={t('inbox.reopened', { names: again.map(said).join(', ') })}>
        {t('inbox.bothKept')}
      </Notice>
    );
  return (
    <Notice
      tone={isSafety(one) ? 'alarm' : 'caution'}
      title={t(isSafety(one) ? 'inbox.graver' : 'inbox.standing')}
    >
      {t('inbox.bothKept')}
    </Notice>
  );
}

function decidedWords(
  dispute: Dispute,
  decision: Decision,
  { view, said }: { readonly view: InboxView; readonly said: (id: string) => string },
): string {
  const { names, today } = view;
  return t('inbox.decidedBy', {
    name: said(decision.by),
    time: momentWords(decision.at, { zone: names.zone, today }),
    value: readingWords(dispute, dispute.readings?.[decision.reading], names),
  });
}

function recordHref({ subject }: Dispute, personId: string): string {
  if (personId) return `/patients/${personId}`;
  return subject.collection === 'locations' ? '/wards' : '/patients';
}
