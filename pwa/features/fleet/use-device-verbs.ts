import type { DeviceChange, FleetDevice } from '#shared/sync/fleet.ts';
import type { Scope } from '#shared/sync/scope.ts';
import type { Result } from '#shared/lib/result.ts';
import { t } from '#pwa/i18n/t.ts';
import { callHospital, type CallError } from '#pwa/store/call-hospital.ts';
import { showToast } from '#pwa/ui/toast.tsx';
import { notDoneWords } from './fleet-words.ts';

type Named = Pick<FleetDevice, 'id' | 'name'>;
export interface DeviceVerbs {
  readonly lock: (device: Named, isLocked: boolean) => Promise<void>;
  /** What stands in the way, or null when it is done. */
  /** Gives it other places; null is the whole hospital. What stands in the way, or null when it is done. */
  readonly place: (
    device: Pick<FleetDevice, 'id' | 'name' | 'places'>,
    places: readonly Scope[] | null,
  ) => Promise<CallError | null>;
  readonly rename: (device: Named, name: string) => Promise<CallError | null>;
}

/** What an administrator does to a device; each act can be taken back for ten seconds. */
export function useDeviceVerbs(onChanged: () => void): DeviceVerbs {
  const change = async (id: string, what: DeviceChange): Promise<Result<void, CallError>> => {
    const answer = await callHospital<void>('PATCH', `/api/v1/devices/${id}`, what);
    if (answer.ok) onChanged();
    return answer;
  };
  const lock = async (device: Named, isLocked: boolean): Promise<void> => {
    const answer = await change(device.id, { isLocked });
    if (!answer.ok) return showToast({ text: notDoneWords(answer.error), tone: 'alarm' });
    showToast({
      text: t(isLocked ? 'fleet.locked' : 'fleet.unlocked', { name: device.name }),
      undo: () => lock(device, !isLocked),
    });
  };
  const rename = async (device: Named, name: string): Promise<CallError | null> => {
    const answer = await change(device.id, { name });
    if (!answer.ok) return answer.error;
    showToast({
      text: t('fleet.renamed', { name }),
      undo: async () => void (await change(device.id, { name: device.name })),
    });
    return null;
  };
  const place: DeviceVerbs['place'] = async (device, places) => {
    const answer = await change(device.id, { places });
    if (!answer.ok) return answer.error;
    showToast({
      text: t('fleet.placed', { name: device.name }),
      undo: async () => void (await change(device.id, { places: device.places ?? null })),
    });
    return null;
  };
  return { lock, place, rename };
}
