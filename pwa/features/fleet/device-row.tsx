import type { JSX } from 'preact';
import { spanText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import type { JudgedDevice } from './device-level.ts';
import { DeviceDetail } from './device-detail.tsx';
import {
  clockWords,
  contactWords,
  LEVEL_ICONS,
  stateWords,
  storageWords,
  unsentWords,
} from './fleet-words.ts';

export interface DeviceRowProps {
  readonly one: JudgedDevice;
  readonly now: number;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onChanged: () => void;
}

/** One device: state, last person, and figures that turn amber or red by themselves. */
export function DeviceRow({ one, now, isOpen, onToggle, onChanged }: DeviceRowProps): JSX.Element {
  const { device, heat, level } = one;
  const session = useSession();
  const zone = useZone();
  const isOwn = session.kind === 'signed-in' && session.device.id === device.id;
  const detailId = `device-${device.id}`;
  return (
    <>
      <tr data-level={level}>
        <td class="c-state">
          <span class={`state state-${level}`}>
            <Icon name={one.state === 'away' ? 'offline' : LEVEL_ICONS[level]} />
            {stateWords(one.state)}
          </span>
        </td>
        <th scope="row" class="dev">
          <b>
            <bdi>{device.name}</bdi>
          </b>
          <span class="soft">
            <bdi>{device.person?.name ?? t('fleet.nobody')}</bdi>
            {isOwn && ` · ${t('fleet.own')}`}
          </span>
        </th>
        <td data-label={t('fleet.contact')}>
          <Hot heat={heat.contact}>{contactWords(device, { now, zone })}</Hot>
        </td>
        <td class="num" data-label={t('fleet.unsentShort')}>
          {device.unsent > 0 ? <b>{unsentWords(one)}</b> : unsentWords(one)}
        </td>
        <td class="num" data-label={t('fleet.oldest')}>
          <Hot heat={heat.lag}>{one.lagMs === null ? '–' : spanText(one.lagMs)}</Hot>
        </td>
        <td data-label={t('fleet.storage')}>
          <Storage one={one} />
        </td>
        <td class="c-ver" data-label={t('fleet.version')}>
          <Hot heat={heat.version}>{device.appVersion ?? '–'}</Hot>
        </td>
        <td class="num" data-label={t('fleet.clock')}>
          <Hot heat={heat.clock}>{clockWords(device)}</Hot>
        </td>
        <td class="c-act">
          <button
            type="button"
            class="btn btn-quiet btn-icon"
            aria-label={t('fleet.actionsFor', { name: device.name })}
            aria-expanded={isOpen}
            {...(isOpen ? { 'aria-controls': detailId } : {})}
            onClick={onToggle}
          >
            <Icon name={isOpen ? 'close' : 'more'} />
          </button>
        </td>
      </tr>
      {isOpen && <DeviceDetail id={detailId} one={one} onChanged={onChanged} />}
    </>
  );
}

function Storage({ one }: { readonly one: JudgedDevice }): JSX.Element {
  const { storagePercent, heat } = one;
  return (
    <span class="nowrap">
      {storagePercent !== null && (
        <span class={heat.storage === 'hot' ? 'meter meter-hot' : 'meter'} aria-hidden="true">
          <i style={{ '--p': storagePercent }} />
        </span>
      )}
      <Hot heat={heat.storage}>{storageWords(one.device)}</Hot>
    </span>
  );
}

/** A figure; hot is red, warm is amber, and both are bold, so that grey print tells them apart. */
function Hot({
  heat,
  children,
}: {
  readonly heat: 'hot' | 'warm' | null;
  readonly children: string;
}): JSX.Element {
  return <bdi class={heat ?? undefined}>{children}</bdi>;
}
