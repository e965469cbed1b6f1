import type { ReminderReason } from '#shared/sync/reminders.ts';
import type { PushDevice } from '#server/store/push-devices.ts';

/** What a notification shows; it is sealed for one browser, and nobody on the way reads it. */
export interface Notification {
  readonly title: string;
  readonly body: string;
  readonly language: string;
  /** A later one with the same name takes its place. */
  readonly tag: string;
  /** Of no use to anybody after. */
  readonly until: string;
}
/** `gone`: the browser does not want them any more. Only `not-now`, `refused` and `gone` are sure that nobody got it. */
export interface PushOutcome {
  readonly kind: 'sent' | 'not-now' | 'refused' | 'unclear' | 'gone';
  readonly reason: ReminderReason | null;
}
/** The hospital's way out for notifications. */
export interface Pusher {
  /** What a browser asks its push service with. */
  readonly publicKey: () => Promise<string>;
  /** True for an address that notifications may go to: those of push services, and no other. */
  readonly isService: (endpoint: string) => boolean;
  readonly send: (device: PushDevice, notification: Notification) => Promise<PushOutcome>;
}
