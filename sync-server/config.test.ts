import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseConfig } from './config.ts';
import { isLoopback } from './loopback.ts';

const parse = (args: readonly string[], env = {}) => parseConfig(args, env, '/srv/wardline');

test('without options the demo is served on this machine from the folder data', () => {
  expect(parse([])).toEqual({
    ok: true,
    value: {
      dataDir: '/srv/wardline/data',
      port: 8080,
      host: 'localhost',
      tls: null,
      isEmpty: false,
    },
  });
  const all = parse(['--data', 'd', '--port', '81', '--host', '127.0.0.1', '--empty']);
  expect(all).toMatchObject({
    value: { dataDir: 'd', port: 81, host: '127.0.0.1', isEmpty: true },
  });
});

const pem = join(mkdtempSync(join(tmpdir(), 'wardline-')), 'no.pem');
writeFileSync(pem, 'this is no certificate');

test.each([
  [['--colour', 'red'], '--colour'],
  [['data'], 'data'],
  [['--data'], '--data'],
  [['--data', ''], '--data wants a value'],
  [['--empty=yes'], '--empty'],
  [['--port', '0'], 'from 1 to 65535'],
  [['--port', '65536'], 'from 1 to 65535'],
  [['--port', '80a'], 'from 1 to 65535'],
  [['--port', '-1'], '--port'],
  [['--host', '0.0.0.0'], 'Plain http on "0.0.0.0" is refused'],
  [['--host', 'ward.example'], 'Plain http'],
  [['--cert', pem], 'belong together'],
  [['--key', pem], 'belong together'],
  [['--cert', '/nowhere/c.pem', '--key', pem], 'cannot be read'],
  [['--cert', pem, '--key', pem], 'cannot be used together'],
])('%j is refused in one sentence', (args, words) => {
  const parsed = parse(args);
  expect(parsed).toMatchObject({ ok: false, error: { kind: 'refused' } });
  const sentence = parsed.ok ? '' : parsed.error.sentence;
  expect(sentence).toContain(words);
  expect(sentence).not.toContain('\n');
});

test('another database is refused by name', () => {
  const sentence = (url: string): string => {
    const parsed = parse([], { DATABASE_URL: url });
    return parsed.ok ? '' : parsed.error.sentence;
  };
  expect(sentence('postgres://u:secret@db/ward')).toContain('PostgreSQL is not in this release');
  expect(sentence('postgres://u:secret@db/ward')).not.toContain('secret');
  expect(sentence('mysql://db')).toContain('SQLite');
});

test('only this machine’s own names are loopback', () => {
  for (const host of ['localhost', 'LOCALHOST', '127.0.0.1', '127.9.9.9', '::1', '[::1]']) {
    expect(isLoopback(host)).toBe(true);
  }
  for (const host of ['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example', 'localhost.example']) {
    expect(isLoopback(host)).toBe(false);
  }
});

const MAIL = {
  SMTP_URL: 'smtp://anna:p%40ss@mail.example',
  SMTP_FROM: 'St Brigid <no@ward.example>',
};

test('a way out to patients is read from the environment, and none is none', () => {
  expect(parse([], { ...MAIL, PUBLIC_URL: 'https://ward.example/' })).toMatchObject({
    value: {
      smtp: {
        host: 'mail.example',
        port: 587,
        isSecure: false,
        isLocal: false,
        auth: { user: 'anna', pass: 'p@ss' },
        from: MAIL.SMTP_FROM,
      },
      publicUrl: 'https://ward.example',
    },
  });
  expect(parse([], { ...MAIL, SMTP_URL: 'smtps://[::1]:2525' })).toMatchObject({
    value: { smtp: { host: '::1', port: 2525, isSecure: true, isLocal: true, auth: null } },
  });
});

test.each([
  [{ SMTP_URL: MAIL.SMTP_URL }, 'belong together'],
  [{ ...MAIL, SMTP_URL: 'anna:geheim@mail.example' }, 'SMTP_URL wants'],
  [{ ...MAIL, SMTP_URL: 'https://anna:geheim@mail.example' }, 'SMTP_URL wants'],
  [{ ...MAIL, SMTP_URL: 'smtp://anna:geheim%zz@mail.example' }, 'SMTP_URL wants'],
  [{ ...MAIL, SMTP_FROM: 'nobody' }, 'SMTP_FROM wants'],
  [{ ...MAIL, SMTP_FROM: 'a@b.example\r\nBcc: c@d.example' }, 'SMTP_FROM wants'],
  [{ PUBLIC_URL: 'http://ward.example' }, 'https://'],
  [{ PUBLIC_URL: 'https://ward.example/app' }, 'without a path'],
  [{ PUBLIC_URL: 'ward' }, 'PUBLIC_URL wants'],
])(
  'a way out that cannot be used is refused in a sentence without its secrets: %j',
  (env, words) => {
    const parsed = parse([], env);
    expect(parsed).toMatchObject({ ok: false, error: { kind: 'refused' } });
    expect(JSON.stringify(parsed)).toContain(words);
    expect(JSON.stringify(parsed)).not.toContain('geheim');
  },
);
