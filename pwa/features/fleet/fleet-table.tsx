import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import type { JudgedDevice } from './device-level.ts';
import { DeviceRow } from './device-row.tsx';

/** Devices that are well are cut off behind so many rows, until somebody wants to see them all. */
const FIRST_ROWS = 25;

export interface FleetTableProps {
  readonly devices: readonly JudgedDevice[];
  readonly now: number;
  readonly onChanged: () => void;
}

/** Every device in a row; the first red one is open with what it means and what can be done. */
export function FleetTable({ devices, now, onChanged }: FleetTableProps): JSX.Element {
  const shownRows = useSignal(FIRST_ROWS);
  // '' is "whatever is red first"; a row that somebody opened or closed stays as they left it.
  const opened = useSignal<string | null>('');
  const troubled = devices.filter(({ level }) => level === 'red' || level === 'amber').length;
  const shown = devices.slice(0, Math.max(shownRows.value, troubled));
  const firstRed = devices[0]?.level === 'red' ? devices[0].device.id : null;
  const openId = opened.value === '' ? firstRed : opened.value;
  if (devices.length === 0) {
    return (
      <div class="card blank">
        <h2>{t('fleet.emptyTitle')}</h2>
        <p>{t('fleet.emptyWhy')}</p>
      </div>
    );
  }
  return (
    <>
      <div class="card fleet-card">
        <table class="fleet">
          <caption class="vh">{t('fleet.table')}</caption>
          <Head />
          <tbody>
            {shown.map((one) => (
              <DeviceRow
                key={one.device.id}
                one={one}
                now={now}
                isOpen={one.device.id === openId}
                onToggle={() => (opened.value = one.device.id === openId ? null : one.device.id)}
                onChanged={onChanged}
              />
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < devices.length && (
        <p class="row small soft">
          {t('fleet.more', { n: devices.length - shown.length })}
          <Button kind="quiet" onClick={() => (shownRows.value = devices.length)}>
            {t('fleet.showAll', { n: devices.length })}
          </Button>
        </p>
      )}
    </>
  );
}

function Head(): JSX.Element {
  return (
    <thead>
      <tr>
        <th scope="col">{t('fleet.state')}</th>
        <th scope="col">{t('fleet.device')}</th>
        <th scope="col">{t('fleet.contact')}</th>
        <th scope="col" class="num">
          {t('fleet.unsentShort')}
        </th>
        <th scope="col" class="num">
          {t('fleet.oldest')}
        </th>
        <th scope="col">{t('fleet.storage')}</th>
        <th scope="col" class="c-ver">
          {t('fleet.version')}
        </th>
        <th scope="col" class="num">
          {t('fleet.clock')}
        </th>
        <th scope="col">
          <span class="vh">{t('fleet.actions')}</span>
        </th>
      </tr>
    </thead>
  );
}
