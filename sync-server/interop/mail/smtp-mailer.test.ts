import { afterEach, expect, test } from 'vitest';
import type { Mail, MailOutcome } from '#server/services/reminders/mailer.ts';
import { CERTIFICATE, CERTIFICATE_KEY } from '#server/testing/a-certificate.ts';
import {
  aMailServer,
  headerOf,
  smtpAnswer,
  textOf,
  type MailServer,
} from '#server/testing/a-mail-server.ts';
import { createSmtpMailer, type SmtpConfig } from './smtp-mailer.ts';

let server: MailServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});
const MAIL: Mail = {
  to: 'ana@home.example',
  id: 'k',
  subject: 'موعد 3 ديسمبر',
  text: 'Where: Çlinic\n',
  html: '<p>Where: Çlinic</p>',
  stopLink: 'https://ward.example/r/abc',
};

async function send(
  options: Parameters<typeof aMailServer>[0] = {},
  more: Partial<SmtpConfig> & { readonly begin?: () => Promise<boolean> } = {},
): Promise<MailOutcome> {
  server ??= await aMailServer(options);
  const { begin = async () => true, ...config } = more;
  const mailer = createSmtpMailer({
    host: '127.0.0.1',
    port: server.port,
    isSecure: false,
    isLocal: true,
    auth: null,
    from: 'St Brigid <no-reply@ward.example>',
    ...config,
  });
  return mailer.send(MAIL, begin);
}

test('a message arrives whole, in its own script, with a way to stop the next', async () => {
  expect(await send()).toEqual({ kind: 'sent', reason: null, said: null });
  const [mail] = server?.mails ?? [];
  if (!mail) throw new Error('no mail');
  expect(mail).toMatchObject({ to: ['ana@home.example'], from: 'no-reply@ward.example' });
  expect(headerOf(mail, 'subject')).toBe(MAIL.subject);
  expect(headerOf(mail, 'list-unsubscribe')).toBe('<https://ward.example/r/abc>');
  expect(headerOf(mail, 'auto-submitted')).toBe('auto-generated');
  expect(textOf(mail).trim()).toBe('Where: Çlinic');
});

test('the same message has the same id, so that whoever gets it twice sees that it is one', async () => {
  await send();
  await send();
  const ids = server?.mails.map((mail) => headerOf(mail, 'message-id'));
  expect(ids?.[0]).toMatch(/^<[0-9a-f]{32}@ward\.example>$/);
  expect(ids?.[1]).toBe(ids?.[0]);
});

test('nobody there, a wrong password and no TLS where there must be some: nothing was sent, and it is tried later', async () => {
  server = await aMailServer();
  const { port } = server;
  await server.close();
  server = null;
  expect(await send({}, { port })).toMatchObject({ kind: 'not-now', reason: 'unreachable' });
  await (server as MailServer | null)?.close();
  server = await aMailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (_, __, done) => done(new Error('no')),
  });
  const auth = { user: 'a', pass: 'wrong' };
  expect(await send({}, { auth })).toMatchObject({ kind: 'not-now', reason: 'sign-in' });
  expect(await send({}, { isLocal: false })).toMatchObject({
    kind: 'not-now',
    reason: 'unreachable',
  });
  expect(server.mails).toEqual([]);
});

test('outside this machine a certificate that nobody vouches for is no certificate', async () => {
  server = await aMailServer({ disabledCommands: [], key: CERTIFICATE_KEY, cert: CERTIFICATE });
  expect(await send({}, { isLocal: false })).toMatchObject({
    kind: 'not-now',
    reason: 'unreachable',
  });
  expect(await send()).toMatchObject({ kind: 'sent' });
  expect(server.mails).toHaveLength(1);
});

test('what the server says decides: not now, never, not this address', async () => {
  server = await aMailServer();
  const { answer } = server;
  answer.rcpt = () => smtpAnswer(451);
  expect(await send()).toMatchObject({ kind: 'not-now', reason: 'deferred', said: '451 RCPT TO' });
  answer.rcpt = () => smtpAnswer(550, 'ana@home.example is unknown');
  expect(await send()).toEqual({ kind: 'refused', reason: 'bad-address', said: '550 RCPT TO' });
  answer.rcpt = null;
  answer.data = () => smtpAnswer(452);
  expect(await send()).toMatchObject({ kind: 'not-now', reason: 'deferred' });
  answer.data = () => smtpAnswer(554);
  expect(await send()).toMatchObject({ kind: 'refused', reason: 'refused' });
  expect(server.mails).toEqual([]);
});

test('a line that is cut after the message and before the answer leaves it open', async () => {
  server = await aMailServer();
  server.answer.data = (close) => (close(), 'silence');
  expect(await send()).toMatchObject({ kind: 'unclear', reason: 'cut-off' });
  expect(server.mails).toHaveLength(1);
});

test('the message is marked before the server is told of it; not marked, it is not sent', async () => {
  const seen: number[] = [];
  const begin = async (): Promise<boolean> => {
    seen.push(server?.mails.length ?? -1);
    return seen.length === 1;
  };
  expect(await send({}, { begin })).toMatchObject({ kind: 'sent' });
  expect(await send({}, { begin })).toMatchObject({ kind: 'not-begun' });
  expect(seen).toEqual([0, 1]);
  expect(server?.mails).toHaveLength(1);
});
