import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { startLanguage } from '#pwa/i18n/t.ts';
import { App } from '#pwa/app/app.tsx';
import { breathe } from '#pwa/platform/breathe.ts';
import { openDeviceStore } from '#pwa/platform/device-store.ts';
import { PlatformContext } from '#pwa/platform/platform-context.ts';
import { openPreferences } from '#pwa/platform/preferences.ts';
import { sealDeviceStore } from '#pwa/platform/sealed-device-store.ts';
import { systemClock } from '#pwa/platform/system-clock.ts';
import { canSeal } from '#pwa/platform/can-seal.ts';
import { openVault } from '#pwa/platform/vault.ts';
import { collectVitals } from '#pwa/platform/vitals.ts';
import { readFirstPeople } from '#pwa/store/first-people.ts';
import type { Moved } from '#pwa/store/move-in.ts';
import { FinderContext, NOBODY, type PeopleFinder } from '#pwa/store/people-finder.ts';
import { ReplicaContext, type ReplicaState } from '#pwa/store/replica-context.ts';
import { SessionContext } from '#pwa/store/session-context.ts';
import { createSessionKeeper } from '#pwa/store/session-keeper.ts';
import { SessionKeeperContext } from '#pwa/store/session-keeper-context.ts';

const plainStore = openDeviceStore();
const vault = openVault({ deviceStore: plainStore, isSealing: canSeal() });
const deviceStore = sealDeviceStore(plainStore, vault);
const vitals = collectVitals(() => location.pathname);
const keeper = createSessionKeeper({
  deviceStore,
  vault,
  clock: systemClock,
});
const replicaState = signal<ReplicaState>({ kind: 'opening', firstPeople: null });
const finder = signal<PeopleFinder>(NOBODY);

/** The database chunk (RxDB, Dexie, RxJS) comes behind the first paint, and only for somebody who is signed in or waits to send. */
async function openOnce(): Promise<void> {
  try {
    const { openReplica } = await import('#pwa/store/open-replica.ts');
    await breathe();
    const key = vault.key.peek();
    const appVersion = __APP_VERSION__;
    const onMoving = (moving: Moved): void => {
      replicaState.value = { kind: 'opening', firstPeople: null, moving };
    };
    const replica = await openReplica({ deviceStore, keeper, vitals, appVersion, key, onMoving });
    replicaState.value = { kind: 'open', replica };
    const { startFinder } = await import('#pwa/store/start-finder.ts');
    finder.value = startFinder(replica);
  } catch (cause: unknown) {
    replicaState.value = { kind: 'failed', cause };
  }
}
/** The first page of people is on screen while the database is still opening; what cannot be read is not waited for. */
async function lookFirst(): Promise<void> {
  const firstPeople = await readFirstPeople().catch(() => []);
  if (replicaState.value.kind === 'opening') replicaState.value = { kind: 'opening', firstPeople };
}
/** A locked device goes on sending what waits; that can wait until the sign-in page is drawn. */
const LOCKED_PAUSE_MS = 3000;
let isOpening = false;
effect(() => {
  const session = keeper.session.value;
  const isKnown = session.kind === 'signed-out' && session.known.length > 0;
  const isShut = vault.isSealing && vault.key.value === null;
  if (isOpening || isShut || (session.kind !== 'signed-in' && !isKnown)) return;
  isOpening = true;
  if (session.kind === 'signed-in') void lookFirst().then(openOnce);
  else setTimeout(() => void openOnce(), LOCKED_PAUSE_MS);
});

/** The device store answers within milliseconds who is here; until then the page stands as it came. */
function sessionIsKnown(): Promise<void> {
  return new Promise((resolve) => {
    effect(() => {
      if (keeper.session.value.kind !== 'unknown') resolve();
    });
  });
}
/** Drawn in the person's language from the first word on, and the door over the one that the page brought. */
async function draw(root: HTMLElement): Promise<void> {
  await Promise.all([startLanguage(), sessionIsKnown()]);
  if (keeper.session.value.kind !== 'signed-out') root.replaceChildren();
  render(
    <PlatformContext.Provider value={{ deviceStore, preferences: openPreferences() }}>
      <SessionKeeperContext.Provider value={keeper}>
        <SessionContext.Provider value={keeper.session}>
          <ReplicaContext.Provider value={replicaState}>
            <FinderContext.Provider value={finder}>
              <App />
            </FinderContext.Provider>
          </ReplicaContext.Provider>
        </SessionContext.Provider>
      </SessionKeeperContext.Provider>
    </PlatformContext.Provider>,
    root,
  );
}
const root = document.getElementById('app');
if (root) void draw(root);
