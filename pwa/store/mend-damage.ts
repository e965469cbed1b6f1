import { effect } from '@preact/signals';
import type { Observable } from 'rxjs';
import { instantAt } from '#shared/lib/clock.ts';
import type { DeviceStore } from '#pwa/platform/device-store.ts';
import { noteFault } from '#pwa/platform/fault-log.ts';
import type { StoreDamage } from '#pwa/workers/store-messages.ts';
import type { SyncControls } from './replica.ts';

export interface MendDeps {
  readonly damage$: Observable<StoreDamage>;
  readonly deviceStore: DeviceStore;
  readonly sync: Pick<SyncControls, 'state' | 'compared' | 'compare'>;
  /** In milliseconds; a second where absent. */
  readonly againMs?: number;
}
/** Where the device store remembers that something is owed: since when, as an instant. */
const OWED = 'store-damaged';
const AGAIN_MS = 1000;
const LONGEST_MS = 60_000;

/**
 * What lay in a record that cannot be opened comes from the hospital once more: everything is compared with it (S16), as soon as it can be
 * and until one comparison was whole. What is owed outlasts the page.
 */
export function mendDamage({ damage$, deviceStore, sync, againMs = AGAIN_MS }: MendDeps): void {
  let pause = againMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const owe = (since: string): void => {
    clearTimeout(timer);
    const stop = effect(() => {
      const compared = sync.compared.value;
      if (!compared || compared.at < since || !compared.isWhole) return;
      clearTimeout(timer);
      void deviceStore.remove([OWED]).catch(() => undefined);
      queueMicrotask(() => stop());
    });
    const ask = (): void => {
      const { kind } = sync.state.peek();
      if (kind === 'saved' || kind === 'saving') sync.compare();
      pause = Math.min(pause * 2, LONGEST_MS);
      timer = setTimeout(ask, pause);
    };
    timer = setTimeout(ask, againMs);
  };
  damage$.subscribe(({ collection, shelf, what }) => {
    const at = instantAt(Date.now());
    void noteFault(deviceStore, { code: 'store', at, where: `${collection} ${shelf}`, kind: what });
    void deviceStore.write(OWED, at).catch(() => undefined);
    owe(at);
  });
  void deviceStore.read<string>(OWED).then(
    (since) => since && owe(since),
    () => undefined,
  );
}
