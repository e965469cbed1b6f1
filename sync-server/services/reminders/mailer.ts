import type { ReminderReason } from '#shared/sync/reminders.ts';
import type { Message } from './message.ts';

/** One message to one address. */
export interface Mail extends Message {
  readonly to: string;
  /** The same for the same message, so that who gets it twice sees that it is one. */
  readonly id: string;
  readonly stopLink: string | null;
  /** A calendar file, where the message is about a time. */
  readonly calendar?: { readonly method: 'PUBLISH' | 'CANCEL'; readonly text: string };
}
/** What became of it. Only `not-now` and `refused` are sure that nobody got it. */
export interface MailOutcome {
  readonly kind: 'sent' | 'not-now' | 'refused' | 'unclear' | 'not-begun';
  readonly reason: ReminderReason | null;
  /** What the server said, without an address. */
  readonly said: string | null;
}
/** The hospital's way out for e-mail. */
export interface Mailer {
  readonly host: string;
  readonly from: string;
  /** `begin` is called once the server listens, before it is told of the message; nothing is sent where it answers false. */
  readonly send: (mail: Mail, begin: () => Promise<boolean>) => Promise<MailOutcome>;
}
