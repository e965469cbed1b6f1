import type { LocationId, PractitionerId } from './ids.ts';

/** ISO weekday: 1 is Monday, 7 is Sunday. Times are wall time `HH:MM` of the schedule's zone. */
export interface WorkingRule {
  readonly weekday: number;
  readonly start: string;
  readonly end: string;
  readonly validFrom?: string;
  readonly validTo?: string;
}
/** One day that differs: closed (leave, holiday), or extra hours. `date` and `until` are calendar days, both included. */
export interface ScheduleException {
  readonly kind: 'closed' | 'extra';
  readonly date: string;
  readonly until?: string;
  readonly start?: string;
  readonly end?: string;
  readonly reason?: string;
}

/** Working hours of one clinician or room. Free slots are computed from it, never stored. */
export interface Schedule {
  readonly practitionerId?: PractitionerId;
  readonly roomId?: LocationId;
  readonly clinicId?: LocationId;
  readonly zone: string;
  readonly slotMinutes: number;
  /** Minutes kept free between two meetings; what is booked all the same is no clash. */
  readonly bufferMinutes?: number;
  readonly rules?: Readonly<Record<string, WorkingRule>>;
  readonly exceptions?: Readonly<Record<string, ScheduleException>>;
  readonly isActive?: boolean;
}
