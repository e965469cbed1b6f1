import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { ReminderReason } from '#shared/sync/reminders.ts';
import type { Mail, Mailer, MailOutcome } from '#server/services/reminders/mailer.ts';

/** Where mail goes out; from the environment, never from the database. */
export interface SmtpConfig {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else STARTTLS, which is not optional anywhere but on this machine. */
  readonly isSecure: boolean;
  readonly isLocal: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | null;
  /** `Name <address>` or the address alone. */
  readonly from: string;
}
/** Patience with a server that says nothing; a lease lasts longer. */
const SILENCE_MS = 30_000;

interface SmtpError extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

/** SMTP, one connection per message: a hospital sends a few a minute, and each outcome is that message's own. */
export function createSmtpMailer(config: SmtpConfig): Mailer {
  return {
    host: config.host,
    from: config.from,
    send: (mail, begin) => sendOne(config, mail, begin),
  };
}

async function sendOne(
  config: SmtpConfig,
  mail: Mail,
  begin: () => Promise<boolean>,
): Promise<MailOutcome> {
  const connection = new SMTPConnection({
    host: config.host,
    port: config.port,
    secure: config.isSecure,
    ...(config.isLocal ? { opportunisticTLS: true } : { requireTLS: !config.isSecure }),
    tls: { minVersion: 'TLSv1.2', ...(config.isLocal ? { rejectUnauthorized: false } : {}) },
    connectionTimeout: SILENCE_MS,
    greetingTimeout: SILENCE_MS,
    socketTimeout: SILENCE_MS,
  });
  // It reports failures in two places; whoever waits hears of the first.
  const broke = new Promise<never>((_, reject) => connection.on('error', reject));
  broke.catch(() => undefined);
  try {
    await Promise.race([opened(connection, config), broke]);
  } catch (cause) {
    connection.close();
    return beforeMessage(cause as SmtpError);
  }
  if (!(await begin())) {
    connection.quit();
    return { kind: 'not-begun', reason: null, said: null };
  }
  let isTold = false;
  try {
    const message = await composed(config, mail);
    // Read only once the server has said that it takes the message: from here on it may have it.
    const body = Readable.from(
      (function* () {
        isTold = true;
        yield message;
      })(),
    );
    await Promise.race([told(connection, config, mail, body), broke]);
    connection.quit();
    return { kind: 'sent', reason: null, said: null };
  } catch (cause) {
    connection.close();
    return ofMessage(cause as SmtpError, isTold);
  }
}

function opened(connection: SMTPConnection, { auth }: SmtpConfig): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.connect((failed) => {
      if (failed) return reject(failed);
      if (!auth) return resolve();
      connection.login({ ...auth, credentials: auth }, (refused) =>
        refused ? reject(refused) : resolve(),
      );
    });
  });
}

function told(
  connection: SMTPConnection,
  { from }: SmtpConfig,
  { to }: Mail,
  body: Readable,
): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.send({ from: addressOf(from), to: [to] }, body, (failed) =>
      failed ? reject(failed) : resolve(),
    );
  });
}

function composed(
  { from }: SmtpConfig,
  { to, id, subject, text, html, stopLink, calendar }: Mail,
): Promise<Buffer> {
  const domain = addressOf(from).split('@')[1] ?? 'localhost';
  const name = createHash('sha256').update(id).digest('hex').slice(0, 32);
  return new MailComposer({
    from,
    to,
    subject,
    text,
    html,
    messageId: `<${name}@${domain}>`,
    headers: {
      // Nobody's holiday answer comes back, and no list takes it for a person's letter.
      'Auto-Submitted': 'auto-generated',
      ...(stopLink === null
        ? {}
        : {
            'List-Unsubscribe': `<${stopLink}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
    ...(calendar
      ? {
          attachments: [
            {
              filename: 'appointment.ics',
              content: calendar.text,
              contentType: `text/calendar; charset=utf-8; method=${calendar.method}`,
            },
          ],
        }
      : {}),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}

/** The address in `Name <address>`. */
export function addressOf(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
}

/** Nothing was said of the message yet: whatever it was, it may go better later. */
function beforeMessage(cause: SmtpError): MailOutcome {
  const reason: ReminderReason = cause.code === 'EAUTH' ? 'sign-in' : 'unreachable';
  return { kind: 'not-now', reason, said: saidOf(cause) };
}

/** 4xx: not now. 5xx: never. No answer to a message that the server has got: nobody knows. */
function ofMessage(cause: SmtpError, isTold: boolean): MailOutcome {
  const code = cause.responseCode ?? 0;
  const said = saidOf(cause);
  if (code >= 500) {
    const isAddress = cause.command === 'RCPT TO';
    return { kind: 'refused', reason: isAddress ? 'bad-address' : 'refused', said };
  }
  if (code >= 400) return { kind: 'not-now', reason: 'deferred', said };
  if (cause.code === 'EENVELOPE') return { kind: 'refused', reason: 'bad-address', said };
  return isTold
    ? { kind: 'unclear', reason: 'cut-off', said }
    : { kind: 'not-now', reason: 'unreachable', said };
}

/** Codes alone: what servers write beside them often repeats the address. */
function saidOf({ code, command, responseCode }: SmtpError): string | null {
  const words = [responseCode, command, responseCode ? undefined : code].filter(
    (word) => word !== undefined && word !== 0,
  );
  return words.length > 0 ? words.join(' ') : null;
}
