import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Person } from '#shared/domain/person.ts';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { callHospital } from './call-hospital.ts';

const KEY = 'staff';

/** Turns the id of a person into their name; ids that nobody knows yet give ''. Kept on the device for use offline. */
export function useStaff(): (id: string | null | undefined) => string {
  const names = useSignal<ReadonlyMap<string, string>>(new Map());
  const { deviceStore } = usePlatform();
  useEffect(() => {
    let isGone = false;
    const show = (people: readonly Person[]): void => {
      if (!isGone) names.value = new Map(people.map(({ id, name }) => [id, name]));
    };
    void (async () => {
      const kept = await deviceStore.read<readonly Person[]>(KEY).catch(() => undefined);
      if (kept) show(kept);
      const fresh = await callHospital<{ people: readonly Person[] }>('GET', '/api/v1/staff');
      if (!fresh.ok) return;
      show(fresh.value.people);
      await deviceStore.write(KEY, fresh.value.people).catch(() => undefined);
    })();
    return () => void (isGone = true);
  }, [deviceStore, names]);
  return (id) => (id ? (names.value.get(id) ?? '') : '');
}
