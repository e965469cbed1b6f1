import type { CollectionName } from '#shared/domain/collections.ts';
import type { TrailEntry } from '#shared/domain/envelope.ts';
import type { Disk, Row } from '#e2e/simulator/device/disk.ts';
import { partsOfRev } from '#shared/sync/lost-rev.ts';
import { isNewer } from '#pwa/store/sync/newest.ts';
import type { HospitalView } from './hospital-view.ts';
import { namedOn, whileLosingHeld, type HeldVersion } from './lost-by-restore.ts';

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
  | 'refusal-comes-back'
  | 'restore'
  | 'digest'
  | 'scope';

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
  readonly excused: Set<string>;
  /** What any hospital has ever taken, be it lost since. */
  readonly taken: Set<string>;
  /** Versions that must come back. */
  readonly held: Set<HeldVersion>;
  /** What looked wrong, and since when: it may be on its way to be right. */
  readonly suspected: Map<string, number>;
  readonly hasTaken: (mutation: string) => boolean;
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
  const [excused, taken] = [new Set<string>(), new Set<string>()];
  const hasTaken = (id: string): boolean => taken.has(id) || hospital.hasTaken(id);
  /** The last number of a generation; null where nothing is known of it. */
  const reachedBy = (of: string): number | null => {
    const { epoch, head, isCopy } = hospital.head();
    return of === epoch && !isCopy ? head : null;
  };
  const report: Oracle['report'] = (invariant, detail) =>
    void violations.push({ invariant, detail });
  const oracle: Oracle = {
    violations,
    saved,
    excused,
    taken,
    held: new Set(),
    suspected: new Map(),
    hasTaken,
    report,
    save: (one) => void saved.set(one.entry.id, one),
    onRow: (collection, before, after) => {
      const version = partsOfRev(after.doc.rev);
      const reached = version ? reachedBy(version.epoch) : 0;
      if (version && reached !== null && version.seq > reached)
        report('durability', `${collection}/${after.doc.id} is ${after.doc.rev}, never committed`);
      const kept = new Set(after.doc.trail.map(({ id }) => id));
      for (const { id } of before?.doc.trail ?? []) {
        if (kept.has(id)) continue;
        const where = `${collection}/${after.doc.id}`;
        if (!hasTaken(id)) report('durability', `${id} left the trail of ${where} untaken`);
        else if (
          !after.isDeleted &&
          isBefore(after.doc.rev, hospital.versionOf(collection, after.doc.id, id)) &&
          // Let in while the word that it was refused was on its way.
          !hospital.wasRefused(id)
        )
          report('read-your-writes', `${where} is ${after.doc.rev}, without ${id}`);
      }
    },
    whileLosing: (disks, lose) => {
      const before = namedOn(disks());
      whileLosingHeld(oracle, disks, lose);
      const after = namedOn(disks());
      for (const id of before) if (!after.has(id) && !hospital.hasTaken(id)) excused.add(id);
    },
  };
  return oracle;
}

/** Order is known within one epoch only. */
function isBefore(rev: string, landed: string | null): boolean {
  return landed !== null && isNewer(landed, rev);
}
