import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ReminderEntry } from '#shared/sync/reminders.ts';
import { momentText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { useLocations } from '#pwa/store/queries.ts';
import { useHeldRows } from '#pwa/store/use-live-query.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Chip } from '#pwa/ui/chip.tsx';
import { lookOf, messageWords, reasonWords, stateWords } from '#pwa/widgets/reminder-words.ts';

export interface MessageTableProps {
  readonly title: string;
  readonly entries: readonly ReminderEntry[];
  /** Lets one go again; a person decides it, who knows that it may arrive twice. */
  readonly onAgain?: (key: string) => Promise<void>;
}

/** Messages by the time and clinic of their appointment: whose it is, an administrator need not know. */
export function MessageTable({ title, entries, onAgain }: MessageTableProps): JSX.Element {
  const zone = useZone();
  const places = useHeldRows(useLocations().value);
  const nameById = useMemo(
    () => new Map((places ?? []).map(({ id, content }) => [id as string, content.name])),
    [places],
  );
  return (
    <section class="card refused" aria-label={title}>
      <h2 class="card-head">{title}</h2>
      {entries.length === 0 && <p class="soft">{t('reminders.latelyNone')}</p>}
      {entries.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('reminders.appointment')}</th>
              <th scope="col">{t('reminders.message')}</th>
              <th scope="col">{t('reminders.state')}</th>
              {onAgain && <th scope="col">{t('reminders.again')}</th>}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <Row
                key={entry.key}
                entry={entry}
                zone={zone}
                place={nameById.get(entry.clinicId ?? '')}
                onAgain={onAgain}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

interface RowProps {
  readonly entry: ReminderEntry;
  readonly zone: string;
  readonly place: string | undefined;
  readonly onAgain: MessageTableProps['onAgain'];
}

function Row({ entry, zone, place, onAgain }: RowProps): JSX.Element {
  const { tone, icon } = lookOf(entry);
  const why = reasonWords(entry);
  return (
    <tr>
      <th scope="row">
        <bdi>{entry.start ? momentText(entry.start, entry.zone) : t('ui.unknown')}</bdi>
        <small>
          <bdi>{place ?? ''}</bdi>
        </small>
      </th>
      <td data-label={t('reminders.message')}>{messageWords(entry)}</td>
      <td class="reminder-state">
        <Chip tone={tone} icon={icon}>
          <bdi>{stateWords(entry, zone)}</bdi>
        </Chip>
        {why && <p class="small soft">{why}</p>}
      </td>
      {onAgain && (
        <td>
          <Button onClick={() => void onAgain(entry.key)}>{t('reminders.again')}</Button>
          {entry.state === 'unclear' && <p class="hint">{t('reminders.againHint')}</p>}
        </td>
      )}
    </tr>
  );
}
