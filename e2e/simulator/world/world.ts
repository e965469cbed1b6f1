import { hash } from 'node:crypto';
import type { Person } from '#shared/domain/person.ts';
import { copyOf, createDisk, type Disk } from '#e2e/simulator/device/disk.ts';
import { openModel } from '#e2e/simulator/device/open-model.ts';
import type { DeviceBugs } from '#e2e/simulator/device/engine-parts.ts';
import {
  startProcess,
  windowOf,
  type Process,
  type ProcessDeps,
} from '#e2e/simulator/device/process.ts';
import { createTally, type Faults } from '#e2e/simulator/proof/faults.ts';
import { noteNewer } from '#e2e/simulator/proof/lost-by-restore.ts';
import { createOracle, type Oracle } from '#e2e/simulator/proof/oracle.ts';
import { watchPushes } from '#e2e/simulator/proof/sent-twice.ts';
import { watchScopes } from '#e2e/simulator/proof/watch-scopes.ts';
import { viewHospital, type HospitalView } from '#e2e/simulator/proof/hospital-view.ts';
import {
  openHospital,
  REAL_SERVER,
  type Hospital,
  type ServerParts,
} from '#e2e/simulator/server/hospital.ts';
import { layFuse } from '#e2e/simulator/server/statements.ts';
import { START, type Template } from '#e2e/simulator/server/template.ts';
import { createDice, type Dice } from './dice.ts';
import type { Speech } from './other-versions.ts';
import { tracedHospital } from './traced-hospital.ts';
import { cryptoAtOnce } from './crypto-at-once.ts';
import { CALM, createNetwork, type Weather } from './network.ts';
import { createVirtualTime, replaceGlobals, type VirtualTime } from './virtual-time.ts';

/** What a world is made of: the product's parts, or a planted bug in the place of one. */
export interface Parts {
  readonly server: ServerParts;
  readonly device: DeviceBugs;
  /** What the device makes of an answer before the app sees it. */
  readonly fetch?: (fetch: Fetch) => Fetch;
  readonly tablet: TabletKind;
}
/** What a tablet is made of: a small model of RxDB, or RxDB itself (`real/`). */
export interface TabletKind {
  readonly createDisk: () => Disk;
  readonly copyOf: (disk: Disk) => Disk;
  readonly startProcess: (deps: ProcessDeps) => Process;
}
const MODEL: TabletKind = {
  createDisk,
  copyOf,
  startProcess: (deps) => startProcess(deps, openModel),
};
export type Fetch = (path: string, init: RequestInit) => Promise<Response>;
export const REAL_PARTS: Parts = { server: REAL_SERVER, device: {}, tablet: MODEL };

/** One tablet: its disk outlives its process. */
export interface Slot {
  readonly index: number;
  device: Template['devices'][number];
  disk: Disk;
  process: Process | null;
  isOnline: boolean;
  skewMs: number;
  /** Until when writes find no room. */
  fullUntil: number;
  /** How many more calls its storage gets before the app is killed. */
  callsLeft: number;
  /** How many more writes it gets before one finds no room, that one alone. */
  writesLeft: number;
  speech: Speech;
}
export interface World {
  readonly template: Template;
  readonly time: VirtualTime;
  readonly dice: Dice;
  readonly hospital: Hospital;
  readonly view: HospitalView;
  readonly oracle: Oracle;
  readonly slots: readonly Slot[];
  readonly tablet: TabletKind;
  weather: Weather;
  /** Of the hospital's database, the newest first. */
  readonly backups: Buffer[];
  /** Rows that nobody can read: the change that makes them so, and its document. */
  readonly poisoned: Map<string, string>;
  readonly note: (text: string) => void;
  readonly tail: () => readonly string[];
  readonly hash: () => string;
  readonly faults: () => Faults;
  readonly start: (slot: Slot) => void;
  readonly stop: (slot: Slot) => void;
  /** Gives the machine's own timers back. */
  readonly end: () => void;
}
const TAIL = 80;
/** What the browser says of its storage. */
const STORAGE = {
  estimate: async () => ({ usage: 1, quota: 2 }),
  persisted: async () => true,
};

/** Builds a hospital and its tablets; all of it hangs on one seed. */
export function createWorld(template: Template, seed: number, parts: Parts): World {
  const time = createVirtualTime(START);
  const dice = createDice(seed, 7);
  const said: string[] = [];
  const tail: string[] = [];
  const tally = createTally();
  const note = (text: string): void => {
    const line = `${((time.now() - START) / 1000).toFixed(3)} ${text}`;
    said.push(line);
    tally.hear(text);
    tail.push(line);
    if (tail.length > TAIL) tail.shift();
  };
  let epochs = 1;
  const restoreGlobals = [time.install()];
  const poisoned = new Map<string, string>();
  const hospital = openHospital({
    time,
    image: template.image,
    parts: parts.server,
    newEpoch: () => `e${(epochs += 1)}`,
    onEnd: () => {
      note('the server ends');
      network.reset();
      time.after(dice.below(20_000), { isAlive: true }, () => {
        if (hospital.life()) return;
        note('the server starts');
        hospital.start();
      });
    },
    onPoison: (cause) => note(`poison: ${String(cause)}`),
    onSent: (device, frame) => scopes.sends(device, frame),
  });
  const view = viewHospital(() => hospital.database);
  const oracle = createOracle(view);
  const scopes = watchScopes(oracle, view);
  const traced = tracedHospital(hospital, note, said, scopes);
  const network = createNetwork({
    time,
    dice,
    note,
    hospital: () => traced,
    weather: () => world.weather,
    pushes: watchPushes(oracle, time.awake),
  });
  const slots = template.devices.map((device, index): Slot => {
    const disk = parts.tablet.createDisk();
    return {
      index,
      device,
      disk,
      process: null,
      isOnline: true,
      skewMs: 0,
      fullUntil: 0,
      callsLeft: Infinity,
      writesLeft: Infinity,
      speech: 'now',
    };
  });
  restoreGlobals.push(
    replaceGlobals({
      fetch: parts.fetch ? parts.fetch(network.fetch) : network.fetch,
      window: windowOf(time),
      crypto: cryptoAtOnce,
      matchMedia: () => ({ matches: true }),
      screen: { width: 800, height: 1200 },
      navigator: { storage: STORAGE },
    }),
  );
  const random = Math.random;
  Math.random = dice.next;
  const world: World = {
    template,
    time,
    dice,
    hospital,
    view,
    oracle,
    slots,
    tablet: parts.tablet,
    poisoned,
    weather: CALM,
    backups: [],
    note,
    tail: () => tail,
    hash: () => hash('md5', said.join('\n')),
    faults: tally.faults,
    start: (slot) => {
      slot.process = parts.tablet.startProcess({
        device: slot.device,
        disk: slot.disk,
        time,
        dice,
        skewMs: () => slot.skewMs,
        hasLine: () => slot.isOnline,
        isFull: () => (slot.writesLeft -= 1) === 0 || time.now() < slot.fullUntil,
        onStep: () => burn(world, slot),
        note: (text) => note(`device ${slot.index} ${text}`),
        speech: () => slot.speech,
        onRow: (...row) => {
          oracle.onRow(...row);
          noteNewer(oracle, slot.index, row);
        },
        bugs: parts.device,
      });
    },
    stop: (slot) => {
      const { process } = slot;
      if (!process) return;
      process.isAlive = false;
      process.buried?.();
      for (const connection of process.connections) connection.break();
      slot.process = null;
    },
    end: () => {
      Math.random = random;
      for (const back of restoreGlobals.toReversed()) back();
      layFuse(null);
      hospital.database.close();
    },
  };
  for (const slot of slots) {
    const people = template.people.map((one, i) => enrolled(one, i));
    slot.disk.kept.set(
      'people',
      people.filter((_, i) => isOn(i, slot.index, people.length)),
    );
    world.start(slot);
  }
  return world;
}

const LONGEST_PAUSE_MS = 30_000;
/** The app ends, and somebody opens it again. */
export function killApp(world: World, slot: Slot, at: '' | ' at an await' = ''): void {
  if (!slot.process) return;
  world.note(`device ${slot.index} is killed${at}`);
  slot.callsLeft = Infinity;
  world.stop(slot);
  const later = world.dice.below(LONGEST_PAUSE_MS);
  world.time.after(later, { isAlive: true }, () => slot.process ?? world.start(slot));
}

function burn(world: World, slot: Slot): void {
  if ((slot.callsLeft -= 1) <= 0) killApp(world, slot, ' at an await');
}

const PEOPLE_PER_DEVICE = 3;
function isOn(person: number, device: number, people: number): boolean {
  return Array.from({ length: PEOPLE_PER_DEVICE }, (_, k) => (device + k * 2) % people).includes(
    person,
  );
}

function enrolled({ id, roles }: Template['people'][number], i: number): Person {
  return {
    id,
    roles,
    username: `u${i}`,
    name: `Person ${i}`,
    practitionerId: null,
    isActive: true,
  };
}
