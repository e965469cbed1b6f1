import type { JSX } from 'preact';
import { isDay } from '#shared/scheduling/wall-time.ts';
import type { TextKey } from '#pwa/i18n/dictionary.ts';
import { t } from '#pwa/i18n/t.ts';
import { useLocations } from '#pwa/store/queries.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Icon } from '#pwa/ui/icon.tsx';
import { VIEWS, type CalendarAddress, type View } from './address.ts';
import { SideSelect } from './side-select.tsx';

const DAYS = { before: 'calendar.before', after: 'calendar.after' } as const;

export interface DayTurnerProps {
  readonly isToday: boolean;
  readonly words?: { readonly before: TextKey; readonly after: TextKey };
  readonly onTurn: (days: number) => void;
}

/** Back, today, on: by a day, a week or a month. */
export function DayTurner({ isToday, words = DAYS, onTurn }: DayTurnerProps): JSX.Element {
  return (
    <div class="row cal-turner">
      <button
        type="button"
        class="btn btn-quiet btn-icon"
        aria-label={t(words.before)}
        aria-keyshortcuts="["
        onClick={() => onTurn(-1)}
      >
        <Icon name="prev" />
      </button>
      <Button disabled={isToday} aria-keyshortcuts="T" onClick={() => onTurn(0)}>
        {t('calendar.today')}
      </Button>
      <button
        type="button"
        class="btn btn-quiet btn-icon"
        aria-label={t(words.after)}
        aria-keyshortcuts="]"
        onClick={() => onTurn(1)}
      >
        <Icon name="next" />
      </button>
    </div>
  );
}

export interface DayActionsProps {
  readonly address: CalendarAddress;
  /** Puts on paper what is shown. */
  readonly onPrint: () => void;
}

/** Day, week or month; which day, which clinic, what side by side; print, book. */
export function DayActions({ address, onPrint }: DayActionsProps): JSX.Element {
  const { day, clinicId, show, view } = address;
  const locations = useLocations().value;
  const rows = locations.kind === 'ready' ? locations.rows : [];
  const clinics = rows
    .filter(({ content }) => content.kind === 'clinic' && content.status !== 'inactive')
    .toSorted((a, b) => a.content.name.localeCompare(b.content.name));
  return (
    <>
      <ViewSwitch address={address} />
      <input
        class="input cal-date"
        type="date"
        aria-label={t('calendar.date')}
        value={day}
        onChange={({ currentTarget: { value } }) => isDay(value) && show({ day: value })}
      />
      {clinics.length > 1 && (
        <select
          class="input select cal-clinic"
          aria-label={t('calendar.clinic')}
          value={clinicId ?? ''}
          onChange={({ currentTarget: { value } }) => show({ clinicId: value || null })}
        >
          <option value="">{t('calendar.allClinics')}</option>
          {clinics.map(({ id, content }) => (
            <option key={id} value={id}>
              {content.name}
            </option>
          ))}
        </select>
      )}
      {view !== 'month' && <SideSelect side={address.side} onChange={(side) => show({ side })} />}
      <button
        type="button"
        class="btn btn-quiet btn-icon cal-print"
        aria-label={t('calendar.print')}
        onClick={onPrint}
      >
        <Icon name="print" />
      </button>
      <a class="btn" href="/wait-list">
        {t('calendar.waitList')}
      </a>
      <a class="btn btn-main" href="/book" aria-keyshortcuts="B">
        <Icon name="plus" />
        {t('calendar.book')} <kbd aria-hidden="true">B</kbd>
      </a>
    </>
  );
}

function ViewSwitch({ address }: Pick<DayActionsProps, 'address'>): JSX.Element {
  const { view, show } = address;
  return (
    <div class="seg" role="group" aria-label={t('calendar.view')}>
      {VIEWS.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === view}
          aria-keyshortcuts={one === 'month' ? undefined : one[0]?.toUpperCase()}
          onClick={() => show({ view: one })}
        >
          {t(VIEW_WORDS[one])}
        </button>
      ))}
    </div>
  );
}

const VIEW_WORDS = {
  day: 'calendar.viewDay',
  week: 'calendar.viewWeek',
  month: 'calendar.viewMonth',
} as const satisfies Record<View, TextKey>;
