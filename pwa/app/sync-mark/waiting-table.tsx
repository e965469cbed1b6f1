import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import type { Replica } from '#pwa/store/replica.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { PatientName } from '#pwa/widgets/patient-name.tsx';
import { StaffName } from '#pwa/widgets/staff-name.tsx';
import { changeWords } from './change-words.ts';
import { clockText } from './sync-words.ts';

type Waiting = Replica['waiting']['value'][number];
/** More than anybody reads; the rest is counted. */
const MOST = 100;

/** Each record that waits: whose it is, what was changed, since when, by whom. */
export function WaitingTable({ waiting }: { readonly waiting: readonly Waiting[] }): JSX.Element {
  const shown = waiting.slice(0, MOST);
  const { people } = usePeopleOf(shown.flatMap((one) => patientIdOf(one) ?? []));
  const now = useNow(30_000).value;
  const zone = useReplica()?.sync.facility.value?.zone;
  const left = waiting.length - shown.length;
  return (
    <>
      <table class="waiting">
        <thead>
          <tr>
            <th scope="col">{t('syncPanel.record')}</th>
            <th scope="col">{t('syncPanel.change')}</th>
            <th scope="col">{t('syncPanel.since')}</th>
            <th scope="col">{t('syncPanel.author')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.flatMap((one) =>
            one.document.trail.map((entry, i) => (
              <tr key={entry.id}>
                <td>{i === 0 && <RecordName one={one} people={people} />}</td>
                <td>{changeWords(one.collection, entry)}</td>
                <td class="nowrap">
                  <bdi>{clockText(entry.at, now, zone)}</bdi>
                </td>
                <td>
                  <StaffName id={entry.by} />
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
      {left > 0 && <p class="soft">{t('syncPanel.more', { n: left })}</p>}
    </>
  );
}

interface RecordProps {
  readonly one: Waiting;
  readonly people: ReturnType<typeof usePeopleOf>['people'];
}

function RecordName({ one, people }: RecordProps): JSX.Element {
  const patientId = patientIdOf(one);
  const content = one.document.content as { readonly name?: unknown };
  return (
    <>
      <span class="soft">{t(`syncPanel.of.${one.collection}`)}</span>{' '}
      {patientId !== null && <PatientName patient={people.get(patientId)} />}
      {patientId === null && typeof content.name === 'string' && <bdi>{content.name}</bdi>}
    </>
  );
}

function patientIdOf({ collection, id, document }: Waiting): string | null {
  if (collection === 'patients') return id;
  const { patientId } = document.content as { readonly patientId?: unknown };
  return typeof patientId === 'string' ? patientId : null;
}
