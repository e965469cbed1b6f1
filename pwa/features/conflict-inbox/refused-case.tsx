import type { JSX } from 'preact';
import type { Change } from '#shared/domain/envelope.ts';
import { t } from '#pwa/i18n/t.ts';
import { useStaff } from '#pwa/store/use-staff.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { fieldOf, valueOf } from '#pwa/widgets/record-value.ts';
import { labelWords, valueWords, type NamesKnown } from '#pwa/widgets/record-words.ts';
import { CasePerson } from './case-person.tsx';
import { momentWords, refusalCodeWords } from './case-words.ts';
import type { Case } from './cases.ts';
import { canTryAgain } from './settle.ts';
import { peopleIn, type InboxView } from './use-cases.ts';
import { useSettling } from './use-settling.ts';

export interface RefusedCaseProps {
  readonly one: Extract<Case, { kind: 'refused' }>;
  readonly view: InboxView;
}

/** A change that the hospital did not take: why, what was kept, for whom, and what can be done. */
export function RefusedCase({ one, view }: RefusedCaseProps): JSX.Element {
  const { dispute, id } = one;
  const settling = useSettling();
  const nameOf = useStaff();
  const [personId = ''] = peopleIn(one);
  const { author, refused, subject, status } = dispute;
  const name = nameOf(author) || t('inbox.noName');
  const time = momentWords(refused?.entry.at ?? dispute.openedAt, {
    zone: view.names.zone,
    today: view.today,
  });
  const isAgain =
    settling.person !== null && canTryAgain(dispute, settling.person, subject.collection);
  return (
    <>
      <div>
        <h2 class="case-title">{t('inbox.refusedTitle')}</h2>
        {personId && <CasePerson id={personId} view={view} />}
      </div>
      <Notice tone={status === 'open' ? 'alarm' : 'info'} title={refusalCodeWords(dispute.code)}>
        {t('inbox.refusedKept', { name })}
      </Notice>
      <section class="card pad stack" aria-labelledby="refused-what">
        <h3 id="refused-what">{t('inbox.refusedWhat')}</h3>
        <p class="soft">{t('inbox.refusedBy', { name, time })}</p>
        <Lines
          changes={refused?.entry.changes ?? []}
          collection={subject.collection}
          names={view.names}
        />
      </section>
      {status === 'open' && (
        <div class="row">
          <Button kind="main" onClick={() => void settling.dismiss(id)}>
            {t('inbox.understood')}
          </Button>
          <Button
            disabled={!isAgain}
            why={t('inbox.cannotTryAgain')}
            onClick={() => void settling.tryAgain(id, dispute)}
          >
            {t('inbox.tryAgain')}
          </Button>
          <a class="btn" href={personId ? `/patients/${personId}` : '/calendar'}>
            {t(personId ? 'inbox.openRecord' : 'inbox.openCalendar')}
          </a>
        </div>
      )}
    </>
  );
}

interface LinesProps {
  readonly changes: readonly Change[];
  readonly collection: Parameters<typeof fieldOf>[0];
  readonly names: NamesKnown;
}

/** What was written, field by field; book-keeping is left out. */
function Lines({ changes, collection, names }: LinesProps): JSX.Element {
  const lines = changes.flatMap(({ path, before, after }) => {
    const [field, kind] = fieldOf(collection, path);
    if (field === 'nothing') return [];
    const was = valueOf(kind, before);
    const is = valueOf(kind, after);
    const words = {
      label: labelWords(field),
      after: is ? valueWords(is, names) : t('inbox.takenOut'),
    };
    return was
      ? [t('inbox.lineFrom', { ...words, before: valueWords(was, names) })]
      : [t('inbox.lineTo', words)];
  });
  if (lines.length === 0) return <p>{t('inbox.refusedNothing')}</p>;
  return (
    <ul class="refused-lines">
      {lines.map((line) => (
        <li key={line}>
          <bdi>{line}</bdi>
        </li>
      ))}
    </ul>
  );
}
