import type { JSX } from 'preact';
import { mayWrite } from '#shared/domain/rights.ts';
import { readAt } from '#shared/lib/json.ts';
import { momentText } from '#pwa/i18n/formats.ts';
import { isolated } from '#pwa/i18n/isolated.ts';
import { t } from '#pwa/i18n/t.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { useStaff } from '#pwa/store/use-staff.ts';
import { Chip } from '#pwa/ui/chip.tsx';
import { lazyPart } from '#pwa/ui/lazy-part.tsx';
import { labelWords, valueWords, type NamesKnown } from '#pwa/widgets/record-words.ts';
import { valueOf } from '#pwa/widgets/record-value.ts';
import { actionWords } from './action-words.ts';
import { historyLines, type HistoryLine } from './history-line.ts';
import type { HistoryEntry } from './history-rows.ts';

const UndoMerge = lazyPart(() => import('./undo-merge.tsx').then((m) => m.UndoMerge));

interface HistoryItemProps {
  readonly entry: HistoryEntry;
  readonly names: NamesKnown;
}

/** One thing that somebody did: what, who and where, when it happened and when it arrived, and every field it changed. */
export function HistoryItem({ entry, names }: HistoryItemProps): JSX.Element {
  const mayUndo = mayWrite(useRoles(), 'pairs', '/decision');
  const lines = historyLines(entry.collection, entry.changes, entry.content);
  return (
    <li class="chart-item stack">
      <div class="row">
        <b>{actionWords(entry)}</b>
        <Subject entry={entry} names={names} />
        {entry.acceptedAt === null && (
          <Chip tone="hold" icon="kept">
            {t('chart.notSentYet')}
          </Chip>
        )}
      </div>
      <p class="small soft">
        <Who entry={entry} /> <bdi>{momentText(entry.at, names.zone)}</bdi>
        <Arrived entry={entry} zone={names.zone} />
      </p>
      {mayUndo && <UndoMerge entry={entry} />}
      <ul class="history-lines">
        {lines.map((line, i) => (
          <li key={i}>{lineWords(line, names)}</li>
        ))}
      </ul>
    </li>
  );
}

/** Which appointment or visit it was about; the person's own record needs no word. */
function Subject({ entry, names }: HistoryItemProps): JSX.Element | null {
  const { collection, content = {} } = entry;
  if (collection === 'appointments') {
    const slot = valueOf('slot', content['slot']);
    const when = slot ? valueWords(slot, names) : '';
    return <bdi class="soft">{[t('chart.appointment'), when].filter(Boolean).join(', ')}</bdi>;
  }
  if (collection !== 'encounters') return null;
  const [kind, start] = [content['class'], readAt(content, '/period/start')];
  const code = typeof kind === 'string' ? kind : '';
  const what = valueWords({ kind: 'word', set: 'class', word: code }, names);
  const when = typeof start === 'string' ? momentText(start, names.zone) : '';
  return <bdi class="soft">{[what, when].filter(Boolean).join(', ')}</bdi>;
}

function Who({ entry }: { readonly entry: HistoryEntry }): JSX.Element {
  const nameOf = useStaff();
  if (entry.by === null) return <bdi>{t('chart.hospital')}</bdi>;
  const name = entry.byName ?? (nameOf(entry.by) || t('chart.someone'));
  const device = entry.acceptedAt === null ? t('chart.thisDevice') : entry.deviceName;
  return (
    <bdi>{device ? t('chart.byOn', { name: isolated(name), device: isolated(device) }) : name}</bdi>
  );
}

/** Said only where the way took long: a minute later is news, a second later is not. */
const LATE_MS = 60_000;

function Arrived({
  entry,
  zone,
}: {
  readonly entry: HistoryEntry;
  readonly zone: string;
}): JSX.Element | null {
  const { acceptedAt, at } = entry;
  if (acceptedAt === null || Date.parse(acceptedAt) - Date.parse(at) < LATE_MS) return null;
  return <bdi> · {t('chart.arrivedAt', { when: momentText(acceptedAt, zone) })}</bdi>;
}

function lineWords({ label, of, before, after }: HistoryLine, names: NamesKnown): string {
  const field = labelWords(label);
  const named = of === null ? field : t('chart.ofEntry', { label: field, name: isolated(of) });
  const was = before && isolated(valueWords(before, names));
  const is = after && isolated(valueWords(after, names));
  if (is && was) return t('chart.changedValue', { label: named, after: is, before: was });
  if (is) return t('chart.addedValue', { label: named, after: is });
  return t('chart.removedValue', { label: named, before: was ?? '' });
}
