import { hash } from 'node:crypto';
import type { Person } from '#shared/domain/person.ts';
import { createDisk, type Disk } from '#e2e/simulator/device/disk.ts';
import type { DeviceBugs } from '#e2e/simulator/device/engine-parts.ts';
import { startProcess, windowOf, type Process } from '#e2e/simulator/device/process.ts';
import { createOracle, type Oracle } from '#e2e/simulator/proof/oracle.ts';
import { watchPushes } from '#e2e/simulator/proof/sent-twice.ts';
import { viewHospital, type HospitalView } from '#e2e/simulator/proof/hospital-view.ts';
import {
  openHospital,
  REAL_SERVER,
  type Hospital,
  type ServerParts,
} from '#e2e/simulator/server/hospital.ts';
import { START, type Template } from '#e2e/simulator/server/template.ts';
import { createDice, type Dice } from './dice.ts';
import { CALM, createNetwork, type Weather } from './network.ts';
import { createVirtualTime, replaceGlobals, type VirtualTime } from './virtual-time.ts';

/** What a world is made of: the product's parts, or a planted bug in the place of one. */
export interface Parts {
  readonly server: ServerParts;
  readonly device: DeviceBugs;
  /** What the device makes of an answer before the app sees it. */
  readonly fetch?: (fetch: Fetch) => Fetch;
}
export type Fetch = (path: string, init: RequestInit) => Promise<Response>;
export const REAL_PARTS: Parts = { server: REAL_SERVER, device: {} };

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
}
export interface World {
  readonly template: Template;
  readonly time: VirtualTime;
  readonly dice: Dice;
  readonly hospital: Hospital;
  readonly view: HospitalView;
  readonly oracle: Oracle;
  readonly slots: readonly Slot[];
  weather: Weather;
  /** Of the hospital's database, the newest first. */
  readonly backups: Buffer[];
  /** Documents that nobody can land, and rows that nobody can read. */
  readonly poisoned: Set<string>;
  readonly note: (text: string) => void;
  readonly tail: () => readonly string[];
  readonly hash: () => string;
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
  const note = (text: string): void => {
    const line = `${((time.now() - START) / 1000).toFixed(3)} ${text}`;
    said.push(line);
    tail.push(line);
    if (tail.length > TAIL) tail.shift();
  };
  let epochs = 1;
  const restoreGlobals = [time.install()];
  const poisoned = new Set<string>();
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
  });
  const view = viewHospital(() => hospital.database);
  const oracle = createOracle(view);
  const network = createNetwork({
    time,
    dice,
    note,
    hospital: () => tracedHospital(hospital, note, said),
    weather: () => world.weather,
    pushes: watchPushes(oracle, time.now),
  });
  const slots = template.devices.map((device, index): Slot => {
    const disk = createDisk();
    return { index, device, disk, process: null, isOnline: true, skewMs: 0, fullUntil: 0 };
  });
  restoreGlobals.push(
    replaceGlobals({
      fetch: parts.fetch ? parts.fetch(network.fetch) : network.fetch,
      window: windowOf(time),
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
    poisoned,
    weather: CALM,
    backups: [],
    note,
    tail: () => tail,
    hash: () => hash('md5', said.join('\n')),
    start: (slot) => {
      slot.process = startProcess({
        device: slot.device,
        disk: slot.disk,
        time,
        dice,
        skewMs: () => slot.skewMs,
        hasLine: () => slot.isOnline,
        isFull: () => time.now() < slot.fullUntil,
        onRow: (...row) => oracle.onRow(...row),
        bugs: parts.device,
      });
    },
    stop: (slot) => {
      const { process } = slot;
      if (!process) return;
      process.isAlive = false;
      for (const connection of process.connections) connection.break();
      slot.process = null;
    },
    end: () => {
      Math.random = random;
      for (const back of restoreGlobals.toReversed()) back();
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

/** The trace knows every word that was said. */
function tracedHospital(
  hospital: Hospital,
  note: (text: string) => void,
  said: string[],
): Hospital {
  return {
    ...hospital,
    handle: async (path, device, text) => {
      const answer = await hospital.handle(path, device, text);
      said.push(text, answer?.text ?? '');
      note(
        `${path} of ${device.slice(0, 4)}: ${answer ? outcomesOf(path, answer.text) : 'no answer'} (${answer?.status ?? '-'})`,
      );
      return answer;
    },
  };
}

function outcomesOf(path: string, text: string): string {
  if (path !== 'push') return `${text.length} characters`;
  return [...text.matchAll(/"outcome":"(\w+)"(?:,"code":"([\w-]+)")?/g)]
    .map(([, outcome, code]) => code ?? outcome)
    .join(' ');
}
