import { signal, useSignal, type ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import type { Person } from '#shared/domain/person.ts';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { callHospital } from './call-hospital.ts';

const KEY = 'staff';
export type StaffNames = ReadonlyMap<string, string>;

/** Names of the people who work here; the frame follows them once for every screen. */
export const StaffContext = createContext<ReadonlySignal<StaffNames>>(signal(new Map()));

/** Turns the id of a person into their name; ids that nobody knows yet give ''. */
export function useStaff(): (id: string | null | undefined) => string {
  const names = useContext(StaffContext).value;
  return (id) => (id ? (names.get(id) ?? '') : '');
}

/** Reads the names kept on this device, asks the hospital for fresh ones, and keeps them for use offline. */
export function useStaffNames(): ReadonlySignal<StaffNames> {
  const names = useSignal<StaffNames>(new Map());
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
  return names;
}
