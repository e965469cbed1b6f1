import type { JSX } from 'preact';
import { isDay } from '#shared/scheduling/wall-time.ts';
import { t } from '#pwa/i18n/t.ts';
import { useLocations } from '#pwa/store/queries.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Icon } from '#pwa/ui/icon.tsx';

export interface DayTurnerProps {
  readonly isToday: boolean;
  readonly onTurn: (days: number) => void;
}

/** Day before, today, day after. */
export function DayTurner({ isToday, onTurn }: DayTurnerProps): JSX.Element {
  return (
    <div class="row cal-turner">
      <button
        type="button"
        class="btn btn-quiet btn-icon"
        aria-label={t('calendar.before')}
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
        aria-label={t('calendar.after')}
        aria-keyshortcuts="]"
        onClick={() => onTurn(1)}
      >
        <Icon name="next" />
      </button>
    </div>
  );
}

export interface DayActionsProps {
  readonly day: string;
  readonly clinicId: string | null;
  readonly onShow: (next: { readonly day?: string; readonly clinicId?: string | null }) => void;
}

/** Which day, which clinic, print, book. */
export function DayActions({ day, clinicId, onShow }: DayActionsProps): JSX.Element {
  const locations = useLocations().value;
  const rows = locations.kind === 'ready' ? locations.rows : [];
  const clinics = rows
    .filter(({ content }) => content.kind === 'clinic' && content.status !== 'inactive')
    .toSorted((a, b) => a.content.name.localeCompare(b.content.name));
  return (
    <>
      <input
        class="input cal-date"
        type="date"
        aria-label={t('calendar.date')}
        value={day}
        onChange={({ currentTarget: { value } }) => isDay(value) && onShow({ day: value })}
      />
      {clinics.length > 1 && (
        <select
          class="input select cal-clinic"
          aria-label={t('calendar.clinic')}
          value={clinicId ?? ''}
          onChange={({ currentTarget: { value } }) => onShow({ clinicId: value || null })}
        >
          <option value="">{t('calendar.allClinics')}</option>
          {clinics.map(({ id, content }) => (
            <option key={id} value={id}>
              {content.name}
            </option>
          ))}
        </select>
      )}
      <button
        type="button"
        class="btn btn-quiet btn-icon cal-print"
        aria-label={t('calendar.print')}
        onClick={() => window.print()}
      >
        <Icon name="print" />
      </button>
      <a class="btn btn-main" href="/book" aria-keyshortcuts="B">
        <Icon name="plus" />
        {t('calendar.book')} <kbd aria-hidden="true">B</kbd>
      </a>
    </>
  );
}
