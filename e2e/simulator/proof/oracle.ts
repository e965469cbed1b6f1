import type { CollectionName } from '#shared/domain/collections.ts';
import type { TrailEntry } from '#shared/domain/envelope.ts';
import type { Disk, Row } from '#e2e/simulator/device/disk.ts';
import type { HospitalView } from './hospital-view.ts';

/** The promises that a world is held to. */
type Invariant =
  | 'durability'
  | 'read-your-writes'
  | 'convergence'
  | 'liveness'
  | 'exactly-once'
  | 'sent-twice'
  | 'no-hole'
  | 'sequence'
  | 'no-lost-update'
  | 'double-booking'
  | 'bed-overlap'
  | 'no-resurrection'
  | 'poison-row'
  | 'bounded-growth'
  | 'refusal-comes-back';

export interface Violation {
  readonly invariant: Invariant;
  readonly detail: string;
}
/** A change that a device called saved. */
interface Saved {
  readonly collection: CollectionName;
  readonly id: string;
  readonly entry: TrailEntry;
}
/** Remembers what devices promised, and watches that nothing leaves a trail before the hospital has it. */
export interface Oracle {
  readonly violations: readonly Violation[];
  readonly saved: ReadonlyMap<string, Saved>;
  /** Changes that a broken storage may have taken with it. */
  readonly excused: ReadonlySet<string>;
  readonly report: (invariant: Invariant, detail: string) => void;
  readonly save: (saved: Saved) => void;
  readonly onRow: (collection: CollectionName, before: Row | undefined, after: Row) => void;
  /** A storage loses something: what is on no disk afterwards, nor in the hospital, nobody can be blamed for. */
  readonly whileLosing: (disks: () => readonly Disk[], lose: () => void) => void;
}

/** A memory of everything that was promised. */
export function createOracle(hospital: HospitalView): Oracle {
  const violations: Violation[] = [];
  const saved = new Map<string, Saved>();
  const excused = new Set<string>();
  const report: Oracle['report'] = (invariant, detail) =>
    void violations.push({ invariant, detail });
  return {
    violations,
    saved,
    excused,
    report,
    save: (one) => void saved.set(one.entry.id, one),
    onRow: (collection, before, after) => {
      const kept = new Set(after.doc.trail.map(({ id }) => id));
      for (const { id } of before?.doc.trail ?? []) {
        if (kept.has(id) || hospital.hasTaken(id)) continue;
        report('durability', `${id} left the trail of ${collection}/${after.doc.id} untaken`);
      }
    },
    whileLosing: (disks, lose) => {
      const before = waitingOn(disks());
      lose();
      const after = waitingOn(disks());
      for (const id of before) if (!after.has(id) && !hospital.hasTaken(id)) excused.add(id);
    },
  };
}

function waitingOn(disks: readonly Disk[]): Set<string> {
  const documents = disks.flatMap(({ tables }) =>
    Object.values(tables).flatMap(({ rows }) => [...rows.values()].map(({ doc }) => doc)),
  );
  return new Set(documents.flatMap(({ trail }) => trail.map(({ id }) => id)));
}
