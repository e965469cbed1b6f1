import { holdsSlotAt, type BookedSlot } from '#shared/domain/appointment.ts';
import { isMovable } from '#shared/domain/move-appointment.ts';
import type { Patient } from '#shared/domain/patient.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import type { NamedVisitKind } from '#shared/domain/visit-kind.ts';
import { instantAt } from '#shared/lib/clock.ts';
import { proposeGroupMove, type Proposed } from '#shared/scheduling/group-move.ts';
import { instantOfWall } from '#shared/scheduling/wall-time.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import type { AppointmentRow } from './day-columns.ts';

/** To whom those of a clinician who is away may go. */
export type Towards = 'colleagues' | 'later';
export interface AwayQuery {
  readonly day: string;
  readonly who: string;
  readonly towards: Towards;
  /** Everything that is booked from the day on. */
  readonly rows: readonly AppointmentRow[];
  readonly schedules: readonly Schedule[];
  readonly practitioners: readonly Stored<'practitioners'>[];
  readonly capacityOf: (roomId: string) => number;
  readonly kinds?: readonly NamedVisitKind[];
  readonly now: number;
  readonly days: number;
}
/** Somebody who was moved and has to hear of it. */
export interface ToCall {
  readonly id: string;
  readonly patientId: string;
  readonly from: BookedSlot;
  readonly to: BookedSlot;
  readonly isCalled: boolean;
}

/** Who was to come to a clinician on a day, in the order of time, each with another time: with colleagues, or later with the same one. */
export function proposeAway(query: AwayQuery): readonly Proposed<AppointmentRow>[] {
  const { day, who, towards, rows, schedules, capacityOf, kinds, now, days } = query;
  const instant = instantAt(now);
  const theirs = rows
    .filter(
      ({ content }) =>
        content.slot?.practitionerId === who &&
        content.slot.wall.startsWith(day) &&
        holdsSlotAt(content, instant) &&
        isMovable(content),
    )
    .toSorted((a, b) => ((a.content.slot?.start ?? '') < (b.content.slot?.start ?? '') ? -1 : 1));
  const own = schedules.filter((one) => one.practitionerId === who);
  const zone = own[0]?.zone ?? 'UTC';
  const isLater = towards === 'later';
  const from = instantOfWall(`${day}T${isLater ? '23:59' : '00:00'}`, zone);
  return proposeGroupMove({
    rows: theirs,
    desk: { schedules, booked: rows.map(({ content }) => content), capacityOf, now: instant },
    practitionerIds: isLater ? [who] : colleaguesOf(query),
    after: from > instant ? from : instant,
    days,
    kindOf: (id) => kinds?.find((kind) => kind.id === id),
  });
}

/** Who works in the same clinic: those of the same profession, and all of them only where nobody is. */
function colleaguesOf({ who, schedules, practitioners }: AwayQuery): readonly string[] {
  const clinics = new Set(
    schedules.filter((one) => one.practitionerId === who).map(({ clinicId }) => clinicId),
  );
  const ids = schedules
    .filter(({ clinicId }) => clinics.has(clinicId))
    .flatMap(({ practitionerId = who }) => (practitionerId === who ? [] : [practitionerId]));
  const rolesOf = (id: string): readonly string[] =>
    Object.values(practitioners.find((one) => one.id === id)?.content.roles ?? {}).flatMap(
      ({ role = '' }) => (role === '' ? [] : [role]),
    );
  const own = rolesOf(who);
  const alike = ids.filter((id) => rolesOf(id).some((role) => own.includes(role)));
  return [...new Set<string>(alike.length > 0 ? alike : ids)];
}

/** How somebody is reached: the first telephone that is known. */
export function phoneOf(patient: Pick<Patient, 'telecom'> | undefined): string {
  return Object.values(patient?.telecom ?? {}).find(({ kind }) => kind === 'phone')?.value ?? '';
}
