import { breathe } from '#pwa/platform/breathe.ts';
import { lookForUpdate } from '#pwa/platform/updates.ts';
import { effect, type Signal } from '@preact/signals';
import type { RxCollection } from 'rxdb/plugins/core';
import { COLLECTIONS, type CollectionName } from '#shared/domain/collections.ts';
import { FACILITY_SCOPE, type Scope } from '#shared/sync/scope.ts';
import type { StreamFrame } from '#shared/sync/stream.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { mutationsMade } from '#pwa/store/count-mutations.ts';
import { mrnLeft, refillMrns } from '#pwa/store/take-mrn.ts';
import { ackAfterChanges } from './ack-after-changes.ts';
import { ackOf } from './ack.ts';
import { comeBack } from './come-back.ts';
import { keepDirectory } from './keep-directory.ts';
import { readContact } from './contact.ts';
import { createFirstSync, type FirstSyncDeps } from './first-sync.ts';
import { followResend, type Resend } from './follow-resend.ts';
import { createKeepStanding } from './keep-standing.ts';
import { followStragglers } from './follow-stragglers.ts';
import type { Waiting } from './follow-unsent.ts';
import type { Line } from './line.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { replicate, type Replicated, type ReplicateDeps } from './replicate.ts';
import { greet, runLine, type GreetDeps, type RunLineDeps } from './run-line.ts';
import type { Shared, SyncDeps } from './start-sync.ts';
import { postSync } from './wire.ts';

const ACK_EVERY_MS = 60_000;
/** A line that stays up for days renews the lease, too. */
const GREET_EVERY_MS = 6 * 3_600_000;
const COMPARE_EVERY_MS = 6 * 3_600_000;
const FIRST_COMPARED_MINUTES = 10;
/** Where the device store remembers how the last comparison was. */
export const COMPARED_KEPT = 'compared';

export interface LeadDeps extends SyncDeps {
  readonly line: Line;
  readonly shared: Signal<Shared>;
  readonly engine: ReplicateDeps['engine'];
  /** Where segments are stored and what is held is compared; absent, everything comes by pulls. */
  readonly targetOf?: FirstSyncDeps['targetOf'];
  /** Hands out the way to compare at once. */
  readonly onReady?: (compare: () => void) => void;
  readonly whenWoken: (signal: AbortSignal) => Promise<void>;
}

/** The work of the one tab that talks to the hospital, until it ends or `abort` fires. */
export async function leadTheLine(deps: LeadDeps, abort: AbortSignal): Promise<void> {
  const { line, shared } = deps;
  const replicated = new Map<CollectionName, Replicated>();
  const stops = [
    tellLine(line, shared),
    followResend(line, deps.unsent, (resend) => tellResend(shared, resend)),
    ackAfterChanges(deps, () => void ackNow(deps)),
    followStragglers(line, deps.unsent, (stragglers) => sendStragglers(deps, stragglers, abort)),
    everyMinute(deps, replicated, abort),
    tendPhotos(deps, abort),
  ];
  const keepStanding = createKeepStanding(deps.deviceStore);
  const reachedEnd = oneAtATime(() => {
    const all = [...replicated.values()];
    const isInStep = all.length === COLLECTIONS.length && all.every((one) => one.isInStep());
    return keepStanding(standingOf(shared, isInStep));
  });
  const startAll = starterOf(deps, replicated, { reachedEnd, abort });
  const greeting: GreetDeps = {
    clock: deps.clock,
    appVersion: deps.appVersion,
    mrnLeft: () => mrnLeft(deps.deviceStore),
    mutations: () => mutationsMade(deps.deviceStore),
    contact: () => readContact(deps.deviceStore),
    offer: (session, signal) => comeBack(deps, session, signal),
    onSession: async (session) => {
      // A device that is full, or keeps nothing, asks again next time; it goes on sending and receiving.
      await refillMrns(deps.deviceStore, session.mrnPool).catch(() => undefined);
      await deps.onSession(session);
      const { facility, scopes } = session;
      shared.value = { ...shared.value, facility, scopes };
      rescope(line, replicated, session.scopes);
      await startAll();
      void keepDirectory(deps.deviceStore, session.scopes, deps.key ?? null, abort).catch(
        () => undefined,
      );
    },
  };
  const greetAgain = oneAtATime(() => greet(greeting, abort));
  const greetTimer = setInterval(
    () => line.status.peek().kind === 'up' && greetAgain(),
    GREET_EVERY_MS,
  );
  const onFrame = (frame: StreamFrame): void => {
    takeFrame(deps, replicated, frame);
    // Somebody here has got or lost a right: the session is asked anew, the stream goes on.
    if (frame.kind === 'poke' && frame.topic === 'people') greetAgain();
    reachedEnd();
  };
  await runLine({ ...deps, ...greeting, onFrame, onRefused: refusedBy(deps) }, abort);
  clearInterval(greetTimer);
  for (const stop of stops) stop();
  for (const one of replicated.values()) await one.stop();
}

function tellLine({ status, noRoom }: Line, shared: Signal<Shared>): () => void {
  return effect(() => {
    shared.value = { ...shared.peek(), line: status.value, noRoom: noRoom.value };
  });
}

/** What waits on a device that is turned away is handed over (S17); an app that is too old looks for the new one. */
function refusedBy({ unsent, shared }: LeadDeps): NonNullable<RunLineDeps['onRefused']> {
  const handed = new Set<string>();
  return async ({ kind }, signal) => {
    const isOutdated = kind === 'outdated';
    if (isOutdated) lookForUpdate();
    const { handOver } = await import('./hand-over.ts');
    const handedOver = await handOver(unsent.waiting.peek(), handed, signal);
    shared.value = { ...shared.peek(), refusedLine: { handedOver, isOutdated } };
  };
}

/** Where there ever was a photo: whenever the hospital is heard of, one waits, or the line is turned away (S21). */
function tendPhotos(deps: LeadDeps, abort: AbortSignal): () => void {
  const { line, photos: outbox } = deps;
  if (!outbox) return () => undefined;
  let tender: (() => Promise<void>) | undefined;
  const tend = oneAtATime(async () => {
    const { createTender } = await import('#pwa/store/photos.ts');
    tender ??= await createTender({ ...deps, outbox }, abort);
    await tender();
  });
  return effect(() => {
    if (line.status.value.kind !== 'connecting' && outbox.waiting.value) tend();
  });
}

function everyMinute(
  deps: LeadDeps,
  replicated: ReadonlyMap<CollectionName, Replicated>,
  abort: AbortSignal,
): () => void {
  const compare = oneAtATime(() => compareNow(deps, replicated, abort));
  deps.onReady?.(compare);
  let minutes = 0;
  const timer = setInterval(() => {
    void tellAndAsk(deps, abort);
    if (isDue(deps, (minutes += 1))) compare();
  }, ACK_EVERY_MS);
  return () => clearInterval(timer);
}

/** Counts what arrives during the first sync. */
function tellReceived(shared: Signal<Shared>): (n: number) => void {
  return (n) => {
    const { firstSync } = shared.value;
    if (firstSync !== null) shared.value = { ...shared.value, firstSync: firstSync + n };
  };
}

/** Starts what is not started yet, one after the other. */
function starterOf(
  deps: LeadDeps,
  replicated: Map<CollectionName, Replicated>,
  { reachedEnd, abort }: { readonly reachedEnd: () => void; readonly abort: AbortSignal },
): () => Promise<void> {
  const received = tellReceived(deps.shared);
  const storing = tellStoring(deps.shared);
  const first = firstOf(deps, received, abort);
  return async () => {
    for (const name of COLLECTIONS) {
      await breathe();
      if (replicated.has(name) || abort.aborted) continue;
      const told = (canStore: boolean): void => storing(name, canStore);
      const heard = { ...first, received, reachedEnd, storing: told };
      replicated.set(name, replicateOne(deps, name, heard));
    }
  };
}

/** Hardly any device ever has some. */
async function sendStragglers(
  { collections, line, kept }: LeadDeps,
  stragglers: readonly Waiting[],
  signal: AbortSignal,
): Promise<void> {
  const { sweep } = await import('./sweep.ts');
  await sweep(collections, stragglers, { line, kept, signal });
}

function firstOf(
  { line, deviceStore, shared, targetOf, isKept }: LeadDeps,
  received: (n: number) => void,
  signal: AbortSignal,
): Pick<ReplicateDeps, 'first'> {
  const expected = (n: number): void => void (shared.value = { ...shared.value, firstSyncOf: n });
  const deps = { line, deviceStore, collections: COLLECTIONS, signal, received, expected };
  // Which segments are stored is kept on the device: where nothing can be kept, the pull alone does it.
  return targetOf && isKept ? { first: createFirstSync({ ...deps, targetOf }) } : {};
}

/** What a place that is lost brought here leaves, what a new one holds comes. */
function rescope(
  line: Line,
  replicated: ReadonlyMap<CollectionName, Replicated>,
  scopes: readonly Scope[],
): void {
  if (line.scopes.peek().join() === scopes.join()) return;
  line.scopes.value = scopes;
  for (const one of replicated.values()) one.resync();
}

function replicateOne(
  { collections, line, kept, engine }: LeadDeps,
  name: CollectionName,
  heard: Pick<ReplicateDeps, 'first' | 'received' | 'reachedEnd' | 'storing'>,
): Replicated {
  const collection = collections[name] as unknown as RxCollection<Stored>;
  return replicate({ name, collection, line, kept, engine, ...heard });
}

function tellResend(shared: Signal<Shared>, resend: Resend | null): void {
  const before = shared.peek().resend;
  const isAlike = before?.sent === resend?.sent && before?.of === resend?.of;
  if (!isAlike || before?.tries !== resend?.tries) shared.value = { ...shared.peek(), resend };
}

/** The tablet is full while what is pulled of any collection cannot be stored. */
function tellStoring(shared: Signal<Shared>): (name: CollectionName, canStore: boolean) => void {
  const unstored = new Set<CollectionName>();
  return (name, canStore) => {
    if (canStore) unstored.delete(name);
    else unstored.add(name);
    const isPullFull = unstored.size > 0;
    if (shared.peek().isPullFull !== isPullFull) shared.value = { ...shared.peek(), isPullFull };
  };
}

function takeFrame(
  deps: LeadDeps,
  replicated: ReadonlyMap<CollectionName, Replicated>,
  frame: StreamFrame,
): void {
  switch (frame.kind) {
    case 'hello':
      greetAll(deps, replicated, frame);
      return;
    case 'change':
      replicated.get(frame.collection)?.take(frame);
      return;
    case 'resync':
      for (const [name, one] of replicated)
        if (frame.collection === null || frame.collection === name) one.resync();
      return;
    case 'poke':
      if (frame.topic === 'people') return;
      deps.shared.value = { ...deps.shared.value, fleetPokes: deps.shared.value.fleetPokes + 1 };
      return;
    case 'signed-out':
      deps.onLocked();
      return;
    case 'upgrade':
      lookForUpdate();
      return;
    case 'heartbeat':
  }
}

/** The line is up: who stands where the feeds end asks for nothing. A resync also looks anew for what waits here. */
function greetAll(
  { unsent }: LeadDeps,
  replicated: ReadonlyMap<CollectionName, Replicated>,
  { lasts }: Extract<StreamFrame, { kind: 'hello' }>,
): void {
  for (const [name, one] of replicated)
    if (unsent.waiting.peek().some(({ collection }) => collection === name)) one.resync();
    else one.greet(lasts?.[name] ?? {});
}

/** When the hospital last answered, and whether the first sync is complete, which ends with it. */
function standingOf(shared: Signal<Shared>, isInStep: boolean) {
  const { line, facility, firstSync, scopes } = shared.value;
  if (isInStep && firstSync !== null) shared.value = { ...shared.value, firstSync: null };
  const isComplete = isInStep || firstSync === null;
  return { lastContact: line.lastContact, facility, isComplete, ...(scopes && { scopes }) };
}

/** Once a minute the device says how it stands, and one with places asks who else is in the hospital. */
async function tellAndAsk(deps: LeadDeps, abort: AbortSignal): Promise<void> {
  await ackNow(deps);
  const { line, deviceStore } = deps;
  if (line.status.peek().kind !== 'up' || line.scopes.peek().includes(FACILITY_SCOPE)) return;
  await keepDirectory(deviceStore, line.scopes.peek(), deps.key ?? null, abort).catch(
    () => undefined,
  );
}

/** A few times a day, and on a new device when it has been up for some minutes. */
function isDue({ shared, clock }: LeadDeps, minutes: number): boolean {
  const { compared } = shared.peek();
  if (!compared) return minutes === FIRST_COMPARED_MINUTES;
  return Math.abs(clock.now() - Date.parse(compared.at)) >= COMPARE_EVERY_MS;
}

/** Compares what is held with the hospital once everything has arrived (S16). */
async function compareNow(
  deps: LeadDeps,
  replicated: ReadonlyMap<CollectionName, Replicated>,
  signal: AbortSignal,
): Promise<void> {
  const { line, shared, targetOf } = deps;
  if (!targetOf || line.status.peek().kind !== 'up' || shared.peek().firstSync !== null) return;
  const { compareAll } = await import('./compare.ts');
  await compareAll({ ...deps, targetOf, key: COMPARED_KEPT }, replicated, signal);
  await ackNow(deps);
}

async function ackNow(deps: LeadDeps): Promise<void> {
  if (deps.line.status.peek().kind !== 'up') return;
  const { unsent, clock, appVersion } = deps;
  // Counted before what waits is: a number that is drawn meanwhile is not called sent.
  const mutations = await mutationsMade(deps.deviceStore).catch(() => 0);
  const contact = await readContact(deps.deviceStore).catch(() => null);
  const ack = await ackOf({
    mutations,
    contact,
    clock,
    appVersion,
    unsent: unsent.count.peek(),
    oldestUnsent: unsent.oldest.peek(),
    person: deps.person.peek(),
    vitals: deps.vitals.take(),
    checkpoints: {},
    repaired: deps.shared.peek().compared?.repaired ?? 0,
  });
  await postSync('ack', ack, AbortSignal.timeout(10_000));
}
