import { instantAt } from '#shared/lib/clock.ts';
import { isSame, readAt, type JsonMap } from '#shared/lib/json.ts';
import type { Role } from '#shared/domain/person.ts';
import { moveWindow } from '#server/services/window.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { createDice, type Dice } from './dice.ts';
import { anEdit } from './edits.ts';
import { changeRelease } from './other-versions.ts';
import type { Step, StepKind } from './plan.ts';
import { decideEscrow } from './decide-escrow.ts';
import { backUp, restore } from './restore.ts';
import { clearStorage, cloneOnto, losePower, spoilStorage } from './storage-faults.ts';
import { openOutside, rescope } from './scope-steps.ts';
import { killApp, type Slot, type World } from './world.ts';

const YEAR_MS = 365 * 86_400_000;
const ROLES: readonly Role[] = ['nurse', 'reception', 'doctor', 'records'];
type Perform = (world: World, slot: Slot, dice: Dice) => void;

/** What each kind of step does. */
const STEPS: Readonly<Record<StepKind, Perform>> = {
  edit,
  'go-offline': (_, slot, dice) => {
    slot.isOnline = false;
    const { process } = slot;
    if (dice.chance(0.7)) process?.goOffline();
    for (const connection of process?.connections ?? [])
      if (dice.chance(0.5)) connection.break();
      else connection.stall();
  },
  'go-online': (_, slot, dice) => {
    slot.isOnline = true;
    if (dice.chance(0.7)) slot.process?.wake();
  },
  'kill-app': (world, slot, dice) => {
    if (dice.chance(0.3)) killApp(world, slot);
    else slot.callsLeft = 1 + dice.below(60);
  },
  'kill-server': ({ hospital }, _, dice) =>
    hospital.kill(dice.chance(0.3) ? 0 : 1 + dice.below(150)),
  'fill-disk': (world, slot, dice) => {
    if (dice.chance(0.5)) slot.writesLeft = 1 + dice.below(12);
    else slot.fullUntil = world.time.now() + (dice.chance(0.3) ? 3 : dice.below(20_000));
  },
  'clear-storage': clearStorage,
  'lose-power': (world, slot, dice) => losePower(world, slot, 1 + dice.below(5)),
  clone: (world, slot, dice) => {
    const to = dice.pick(world.slots);
    if (to !== slot) cloneOnto(world, slot, to);
  },
  'turn-clock': (_, slot, dice) =>
    void (slot.skewMs = Math.round(
      (dice.next() - 0.5) * (dice.chance(0.3) ? 20 * YEAR_MS : 7_200_000),
    )),
  'change-rights': (world, _, dice) => {
    const person = dice.pick(world.template.people);
    const { hospital } = world;
    const isActive = dice.chance(0.7);
    const roles = [dice.pick(ROLES)];
    void hospital
      .life()
      ?.people.change(person.id, isActive ? { roles, isActive } : { isActive })
      .catch(() => undefined);
  },
  'decide-escrow': decideEscrow,
  lock: ({ hospital }, slot) =>
    void hospital
      .life()
      ?.devices.change(slot.device, { isLocked: true })
      .catch(() => undefined),
  unlock: ({ hospital }, slot) =>
    void hospital
      .life()
      ?.devices.change(slot.device, { isLocked: false })
      .catch(() => undefined),
  'move-window': (world) => {
    const life = world.hospital.life();
    if (life) void moveWindow(life.store, world.time).catch(() => undefined);
  },
  poison,
  backup: backUp,
  'other-release': changeRelease,
  restore,
  're-scope': rescope,
  'open-outside': openOutside,
  compare: (_, slot) => slot.process?.compare(),
  'spoil-storage': spoilStorage,
};

/** Lets one step of the plan happen. */
export function perform(world: World, step: Step): void {
  const slot = world.slots[step.slot % world.slots.length];
  if (!slot) return;
  world.note(`— ${step.kind} ${step.slot}`);
  STEPS[step.kind](world, slot, createDice(step.salt, 3));
}

function edit(world: World, slot: Slot, dice: Dice): void {
  const process = slot.process;
  const people = process?.people() ?? [];
  if (!process || people.length === 0) return;
  process.signedIn = dice.chance(0.8) && process.signedIn ? process.signedIn : dice.pick(people);
  const person = process.signedIn;
  const made = anEdit({
    dice,
    places: world.template.places,
    by: person.id,
    roles: person.roles,
    at: instantAt(world.time.now() + slot.skewMs),
    held: (collection) =>
      [...slot.disk.tables[collection].rows.values()]
        .filter(({ isDeleted }) => !isDeleted)
        .map(({ doc }) => ({ id: doc.id, content: doc.content }))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  });
  if (!made) return;
  process.does(async () => {
    const done = await process.acts.act(made.name, made.writes);
    world.note(`${made.name} on ${slot.index}: ${done.ok ? 'saved' : done.error.kind}`);
    if (!done.ok) return;
    for (const { collection, id, mutation } of done.value.mutations)
      remember(world, slot, { collection, id, mutation });
    if (!dice.chance(0.06)) return;
    const undone = await process.acts.undo(done.value);
    world.note(`undone on ${slot.index}: ${undone.ok ? 'saved' : undone.error.kind}`);
    if (!undone.ok) return;
    for (const written of undone.value.mutations) remember(world, slot, written);
  });
}

type Written = { readonly collection: never; readonly id: string; readonly mutation: string };

/** A change was called saved: it lies on the disk, and the document shows it. */
function remember(world: World, slot: Slot, written: unknown): void {
  const { collection, id, mutation } = written as Written;
  const row = slot.disk.tables[collection as 'patients'].rows.get(id);
  const entry = row?.doc.trail.find((one) => one.id === mutation);
  if (!row || !entry) {
    if (!world.oracle.hasTaken(mutation))
      world.oracle.report('read-your-writes', `${mutation} was saved and is nowhere`);
    return;
  }
  world.oracle.save({ collection, id, entry });
  if (entry !== row.doc.trail.at(-1)) return;
  for (const { path, after } of entry.changes)
    if (!isSame(readAt(row.doc.content as JsonMap, path), after))
      world.oracle.report(
        'read-your-writes',
        `${path} of ${String(collection)}/${id} does not show ${mutation}`,
      );
}

/** A row that no hospital can read waits among good ones: a program before ours wrote it. */
function poison(world: World, slot: Slot, dice: Dice): void {
  const { rows } = slot.disk.tables.patients;
  const [id] = [...rows.keys()].toSorted().filter((one) => rows.get(one)?.doc.trail.length === 0);
  const row = id === undefined ? undefined : rows.get(id);
  const { process } = slot;
  if (!row || !process || row.isDeleted) return;
  const entry = {
    id: dice.uuid(),
    device: slot.device,
    n: -1,
    by: 'nobody',
    at: '',
    action: {},
    changes: [],
  };
  world.poisoned.set(entry.id, row.doc.id);
  const doc = { ...row.doc, trail: [entry], unsent: 1 } as unknown as Stored;
  process.does(() => process.plant(doc));
}
