import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** What a mail server got: for whom, and the message as it came. */
export interface GotMail {
  readonly to: readonly string[];
  readonly from: string;
  readonly raw: string;
}
export interface MailServer {
  readonly port: number;
  readonly mails: readonly GotMail[];
  /** How the next messages are met: after `RCPT TO`, and after the whole message. */
  readonly answer: {
    rcpt: (() => Error | null) | null;
    data: ((close: () => void) => Error | null | 'silence') | null;
  };
  readonly close: () => Promise<void>;
}

/** An error that becomes an answer of the server. */
export function smtpAnswer(responseCode: number, words = 'no'): Error {
  return Object.assign(new Error(words), { responseCode });
}

/** A real mail server on this machine; it keeps what it gets and sends it nowhere. */
export async function aMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const mails: GotMail[] = [];
  const answer: MailServer['answer'] = { rcpt: null, data: null };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo: (_, __, done) => done(answer.rcpt?.() ?? null),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const verdict = answer.data?.(() => closeOf(server, session.id)) ?? null;
        if (!(verdict instanceof Error))
          mails.push({
            to: session.envelope.rcptTo.map(({ address }) => address),
            from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
            raw: Buffer.concat(chunks).toString('utf8'),
          });
        if (verdict !== 'silence') done(verdict);
      });
    },
    ...options,
  });
  // Whoever goes away in the middle is nobody's failure here.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    mails,
    answer,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Cuts the line of one session. */
function closeOf(server: SMTPServer, id: string): void {
  for (const connection of server.connections) {
    const { id: own, _socket: socket } = connection as unknown as {
      readonly id: string;
      readonly _socket: { destroy: () => void };
    };
    if (own === id) socket.destroy();
  }
}

/** A header of a message, unfolded and without its coding. */
export function headerOf({ raw }: GotMail, name: string): string {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]/g, ' ');
  const line = head.split('\r\n').find((one) => one.toLowerCase().startsWith(`${name}:`)) ?? '';
  return line
    .slice(name.length + 1)
    .trim()
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?utf-8\?(q|b)\?(.*?)\?=/gi, (_, way: string, text: string) =>
      way.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : fromQuoted(text.replaceAll('_', ' ')),
    );
}

/** The plain text of a message. */
export function textOf({ raw }: GotMail): string {
  const at = raw.search(/content-type: text\/plain/i);
  const from = raw.indexOf('\r\n\r\n', at);
  const [part = ''] = raw.slice(from + 4).split(/\r\n--/);
  const head = raw.slice(Math.max(0, raw.lastIndexOf('\r\n--', at)), from);
  if (/encoding: base64/i.test(head)) return Buffer.from(part, 'base64').toString('utf8');
  return /quoted-printable/i.test(head) ? fromQuoted(part) : part;
}

function fromQuoted(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
