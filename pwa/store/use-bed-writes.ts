import { useMemo } from 'preact/hooks';
import { admitPatient, takeBackAdmission, type Admission } from '#shared/domain/admit-patient.ts';
import type { BedPlace } from '#shared/domain/admit-patient.ts';
import type { Occupant } from '#shared/domain/bed.ts';
import { asksWhenLeft, decided, readingOfMove } from '#shared/domain/decide-dispute.ts';
import { closeBed, makeBedReady, openBed } from '#shared/domain/bed-upkeep.ts';
import { dischargePatient } from '#shared/domain/discharge-patient.ts';
import type { Dispute } from '#shared/domain/dispute.ts';
import type { Encounter } from '#shared/domain/encounter.ts';
import { newId, type PersonId } from '#shared/domain/ids.ts';
import type { Location } from '#shared/domain/location.ts';
import { moveToBed, settleInBed } from '#shared/domain/move-to-bed.ts';
import { openStaysOf } from '#shared/domain/stay.ts';
import { instantAt } from '#shared/lib/clock.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { Receipt, Replica, Write, WriteError } from './replica.ts';
import { useReplica } from './replica-context.ts';
import type { Stored } from './rx-schema.ts';
import { useSession } from './session-context.ts';

/** Why nothing was written: the visit or the bed is no longer as it was on screen, or the store. */
export type BedRefusal = { readonly kind: 'not-now' } | WriteError;
type Done = Promise<Result<Receipt, BedRefusal>>;
type Moves = readonly { readonly encounterId: string; readonly to: BedPlace }[];

/** What can be done with beds and the people in them. Each verb is one action, stored here before it resolves. */
export interface BedWrites {
  admit(encounterId: string, admission: Omit<Admission, 'at' | 'newKey'>): Done;
  /** All at one instant: two moves that cross are a swap. */
  move(moves: Moves): Done;
  /** Ends every visit of the person that goes on. */
  discharge(occupant: Pick<Occupant, 'visitIds'>): Done;
  /**
   * One person in two beds, or admitted twice: the first visit goes on in this bed, the others were a mistake. It answers what was
   * asked about the time of the move too.
   */
  settle(occupant: Pick<Occupant, 'visitIds' | 'patientId'>, to: BedPlace): Done;
  ready(bedId: string, leftAt: string): Done;
  close(bedId: string, reason: string, until: string): Done;
  open(bedId: string): Done;
  undo(receipt: Receipt): Done;
}
type VisitChange = (before: Encounter) => Result<Encounter, unknown>;

/** The verbs of the ward over the replica of this page. */
export function useBedWrites(): BedWrites {
  const replica = useReplica();
  const session = useSession();
  const me = session.kind === 'signed-in' ? session.person.id : null;
  return useMemo(() => {
    const act = async (name: string, writes: readonly Write[]): Done =>
      replica ? replica.act(name, writes) : err({ kind: 'read-only' });
    const changeVisits = async (
      name: string,
      parts: readonly (readonly [id: string, change: VisitChange])[],
      also: readonly Write[] = [],
    ): Done => {
      // Judged on the stored version at the moment of writing: the one on screen may be a second old.
      const judged = new Map<string, boolean>();
      const writes = parts.map(([id, change]): Write<'encounters'> => ({
        collection: 'encounters',
        id,
        change: (before) => {
          const changed = change(before as Encounter);
          judged.set(id, changed.ok);
          return changed.ok ? changed.value : (before as Encounter);
        },
      }));
      const done = await act(name, [...(writes as readonly Write[]), ...also]);
      return [...judged.values()].every((isAllowed) => !isAllowed)
        ? err({ kind: 'not-now' })
        : done;
    };
    const changeBed = (name: string, id: string, change: (before: Location) => Location): Done => {
      const write: Write<'locations'> = {
        collection: 'locations',
        id,
        change: (before) => change(before as Location),
      };
      return act(name, [write as Write]);
    };
    return {
      ...visitVerbs(changeVisits, async (occupant, to) =>
        replica && me ? decisionsFor(replica, me, { occupant, to }) : [],
      ),
      ready: (id, leftAt) => changeBed('bed ready', id, (bed) => makeBedReady(bed, now(), leftAt)),
      close: (id, reason, until) =>
        changeBed('close bed', id, (bed) => closeBed(bed, reason, until)),
      open: (id) => changeBed('open bed', id, openBed),
      undo: async (receipt) => (replica ? replica.undo(receipt) : err({ kind: 'read-only' })),
    };
  }, [replica, me]);
}

type ChangeVisits = (
  name: string,
  parts: readonly (readonly [id: string, change: VisitChange])[],
  also?: readonly Write[],
) => Done;
type Decide = (...settled: Parameters<BedWrites['settle']>) => Promise<readonly Write[]>;
type VisitVerbs = Pick<BedWrites, 'admit' | 'move' | 'discharge' | 'settle'>;

function visitVerbs(change: ChangeVisits, decide: Decide): VisitVerbs {
  const newKey = (): string => newId();
  return {
    admit: (id, admission) => {
      const at = now();
      return change('admit', [[id, () => ok(admitPatient({ ...admission, at, newKey }))]]);
    },
    move: (moves) => {
      const at = now();
      return change(
        moves.length > 1 ? 'swap beds' : 'move to bed',
        moves.map(({ encounterId, to }) => [
          encounterId,
          (before) => moveToBed(before, { to, at, newKey }),
        ]),
      );
    },
    discharge: ({ visitIds }) => {
      const at = now();
      return change(
        'discharge',
        visitIds.map((id) => [id, (before) => dischargePatient(before, at, newKey)]),
      );
    },
    settle: async (occupant, to) => {
      const [first = '', ...others] = occupant.visitIds;
      const at = now();
      const parts: readonly (readonly [string, VisitChange])[] = [
        [first, (before) => settleInBed(before, { to, at, newKey })],
        ...others.map((id): readonly [string, VisitChange] => [
          id,
          (before) => ok(takeBackAdmission(before, at, newKey)),
        ]),
      ];
      return change('settle bed', parts, await decide(occupant, to));
    },
  };
}

interface Settled {
  readonly occupant: Parameters<BedWrites['settle']>[0];
  readonly to: BedPlace;
}

/** Two moves of one person left a question about when the old bed was left: the bed that is named answers it. */
async function decisionsFor(
  { collections }: Replica,
  by: PersonId,
  { occupant: { visitIds, patientId = '' }, to }: Settled,
): Promise<readonly Write[]> {
  const visits = await collections.encounters.findByIds([...visitIds]).exec();
  const start = [...visits.values()]
    .flatMap((visit) => openStaysOf((visit.toJSON() as unknown as Stored<'encounters'>).content))
    .findLast(({ bedId }) => bedId === to.bedId)?.start;
  const asked = await collections.disputes.find({ selector: { patientId } }).exec();
  return asked
    .map((row) => row.toJSON() as unknown as Stored<'disputes'>)
    .filter(({ content }) => asksWhenLeft(content, visitIds))
    .map(({ id, content }) => {
      const reading = readingOfMove(content, start)?.[0] ?? content.standing ?? '';
      const change = (before: unknown) => decided(before as Dispute, reading, { by, at: now() });
      return { collection: 'disputes', id, change } as Write;
    });
}

function now(): string {
  return instantAt(Date.now());
}
