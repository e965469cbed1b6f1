import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Schedule } from '#shared/domain/schedule.ts';
import { t } from '#pwa/i18n/t.ts';
import { weekdayName } from '#pwa/widgets/weekday-name.ts';
import { Chip } from '#pwa/ui/chip.tsx';
import { Icon } from '#pwa/ui/icon.tsx';
import { VirtualList } from '#pwa/ui/virtual-list.tsx';
import { Blank } from './blank.tsx';
import { HoursDialog } from './hours-dialog.tsx';
import { isolatedHours } from './hours-text.ts';
import type { PlaceTree } from './place-tree.ts';
import { inCalendarOrder, practitionerName } from './practitioner-name.ts';
import { spansOn, WEEKDAYS } from './schedule-form.ts';
import type { AllRows } from './set-up-steps.ts';

type Practitioner = AllRows['practitioners'][number];
type ScheduleRow = AllRows['schedules'][number];
interface Line {
  readonly key: string;
  readonly practitioner: Practitioner;
  readonly schedule: ScheduleRow | null;
}
const ROW_HEIGHT = 100;

/** Everybody's working hours; a clinician with two clinics has two lines. */
export function HoursStep({
  rows,
  tree,
}: {
  readonly rows: AllRows;
  readonly tree: PlaceTree;
}): JSX.Element {
  const open = useSignal<string | null>(null);
  const lines = linesOf(rows);
  const clinicName = (id: string | undefined): string =>
    tree.clinics.find((clinic) => clinic.id === id)?.content.name ?? '';
  const opened = lines.find(({ key }) => key === open.value);
  if (lines.length === 0)
    return <Blank title={t('setUp.hoursEmpty')}>{t('setUp.hoursEmptyWhy')}</Blank>;
  return (
    <>
      <div class="card account-card">
        <VirtualList
          label={t('setUp.step.hours')}
          items={lines}
          rowHeight={ROW_HEIGHT}
          keyOf={({ key }) => key}
          render={(line) => (
            <HoursRow line={line} clinicName={clinicName} onOpen={() => (open.value = line.key)} />
          )}
        />
      </div>
      {opened && (
        <HoursDialog
          key={opened.key}
          practitioner={opened.practitioner}
          schedule={opened.schedule}
          tree={tree}
          onClose={() => (open.value = null)}
        />
      )}
    </>
  );
}

function linesOf({ practitioners, schedules }: AllRows): readonly Line[] {
  const of = Map.groupBy(schedules, ({ content }): string => content.practitionerId ?? '');
  return inCalendarOrder(practitioners)
    .filter(({ content }) => content.isActive)
    .flatMap((practitioner): readonly Line[] => {
      const own = of.get(practitioner.id) ?? [];
      if (own.length === 0) return [{ key: practitioner.id, practitioner, schedule: null }];
      return own.map((schedule) => ({ key: schedule.id, practitioner, schedule }));
    });
}

interface HoursRowProps {
  readonly line: Line;
  readonly clinicName: (id: string | undefined) => string;
  readonly onOpen: () => void;
}

function HoursRow({
  line: { practitioner, schedule },
  clinicName,
  onOpen,
}: HoursRowProps): JSX.Element {
  const content = schedule?.content;
  const where = content
    ? [
        clinicName(content.clinicId),
        t('setUp.slots', { minutes: content.slotMinutes }),
        content.bufferMinutes ? t('setUp.visitBuffered', { n: content.bufferMinutes }) : '',
      ]
        .filter(Boolean)
        .join(' · ')
    : '';
  return (
    <button type="button" class="account-row" onClick={onOpen}>
      <span class="account-name">
        <b>
          <bdi>{practitionerName(practitioner.content)}</bdi>
        </b>
        <small class="soft">
          <bdi>{where}</bdi>
        </small>
        <small class="soft account-two">
          <bdi>{weekWords(content)}</bdi>
        </small>
      </span>
      {!content && (
        <Chip tone="caution" icon="clock">
          {t('setUp.noHours')}
        </Chip>
      )}
      <Icon name="next" />
    </button>
  );
}

/** "Mon, Tue 08:30–12:00, 13:00–17:00 · Fri 08:30–12:30": weekdays of the same hours together. */
function weekWords(schedule: Schedule | undefined): string {
  const days = WEEKDAYS.map((weekday) => ({
    weekday,
    hours: isolatedHours(spansOn(schedule, weekday)),
  })).filter(({ hours }) => hours !== '');
  return [...Map.groupBy(days, ({ hours }) => hours)]
    .map(
      ([hours, same]) =>
        `${same.map(({ weekday }) => weekdayName(weekday, 'short')).join(', ')} ${hours}`,
    )
    .join(' · ');
}
