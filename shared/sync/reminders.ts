/** How a reminder reaches the patient. */
export type Channel = 'email' | 'push';

/** So many hours before an appointment; whole days keep the wall time. */
export const LEAD_HOURS = [168, 72, 48, 24, 4, 2] as const;

/** What a clinic has in its own way. */
export interface ClinicReminders {
  readonly isOff?: boolean;
  /** What stands in messages where the clinic's name would tell what somebody has. */
  readonly shownName?: string;
  readonly phone?: string;
  readonly leads?: readonly number[];
}
/** What the hospital has decided about reminders; nothing is sent before it has. */
export interface ReminderSettings {
  readonly isOn: boolean;
  readonly leads: readonly number[];
  /** Wall times at the patient's; nothing is sent between them. Both the same: no quiet hours. */
  readonly quiet: { readonly from: string; readonly until: string };
  readonly notices: {
    readonly booked: boolean;
    readonly moved: boolean;
    readonly cancelled: boolean;
  };
  /** Whom the patient calls. */
  readonly phone: string;
  readonly clinics: Readonly<Record<string, ClinicReminders>>;
  /** What clinicians' calendar programs may show of a patient: nothing, or initials. */
  readonly feeds: { readonly hasInitials: boolean };
}

/** How a message stands. `planned` may still change with the appointment. */
export type ReminderState = 'planned' | 'sending' | 'sent' | 'not-needed' | 'failed' | 'unclear';
/** Why a message did not go, or not yet. */
export type ReminderReason =
  | 'opted-out'
  | 'no-address'
  | 'no-device'
  | 'bad-address'
  | 'deceased'
  | 'switched-off'
  | 'changed'
  | 'too-late'
  | 'quiet'
  | 'not-set-up'
  | 'unreachable'
  | 'sign-in'
  | 'deferred'
  | 'refused'
  | 'cut-off'
  | 'interrupted'
  | 'restored'
  | 'broken';
export type MessageKind = 'before' | 'booked' | 'moved' | 'cancelled';

/** One message about one appointment, as its page shows it. */
export interface ReminderLine {
  readonly key: string;
  readonly appointmentId: string;
  readonly channel: Channel;
  readonly kind: MessageKind;
  readonly state: ReminderState;
  /** What keeps it, kept it, or would keep it now. */
  readonly reason: ReminderReason | null;
  /** When it is to go, or when it stood so. */
  readonly at: string;
}
/** `GET /api/v1/appointments/:id/reminders`. */
export interface AppointmentReminders {
  readonly isOn: boolean;
  readonly lines: readonly ReminderLine[];
}

/** A line of the administrator's page: which clinic and time, never who. */
export interface ReminderEntry extends ReminderLine {
  readonly start: string | null;
  readonly zone: string;
  readonly clinicId: string | null;
  readonly tries: number;
}
/** `GET /api/v1/reminders`: what is set, how the way out stands, what went and what did not. */
export interface RemindersPage {
  readonly settings: ReminderSettings;
  /** Null until a mail server and a sender are set where the server is started. */
  readonly mail: { readonly host: string; readonly from: string } | null;
  /** Where links in messages lead; null where there are none. */
  readonly publicUrl: string | null;
  readonly counts: {
    readonly planned: number;
    readonly sent: number;
    readonly failed: number;
    readonly unclear: number;
  };
  /** What a person has to know of. */
  readonly trouble: readonly ReminderEntry[];
  readonly lately: readonly ReminderEntry[];
}
/** `POST /api/v1/reminders/test`: how a message to the administrator went. */
export interface TestAnswer {
  readonly state: 'sent' | 'failed' | 'unclear';
  readonly reason: ReminderReason | null;
  /** What the mail server said, where it said something. */
  readonly said: string | null;
}
