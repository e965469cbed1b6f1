import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '#shared/lib/result.ts';
import { parseWayOut, type WayOut } from './config-mail.ts';
import { isLoopback } from './loopback.ts';

export interface Config extends WayOut {
  readonly dataDir: string;
  readonly port: number;
  readonly host: string;
  /** Certificate chain and key in PEM; null is plain http, which loopback alone may have. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** True for a hospital that starts with nobody and nothing in it. */
  readonly isEmpty: boolean;
}
const USAGE = `Usage: npm start -- [options]
  --data DIR    where the hospital's copy is kept (default: data)
  --port N      1 to 65535 (default: 8080)
  --host H      the name or address to listen on (default: localhost)
  --cert F      certificate chain in PEM, with --key: serve https
  --key F       its private key in PEM
  --empty       start with an empty hospital, not with the demo
Reminders to patients go out by SMTP_URL, SMTP_FROM and PUBLIC_URL of the environment (docs/deployment.md).`;

const OPTIONS = {
  data: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  cert: { type: 'string' },
  key: { type: 'string' },
  empty: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;
type Values = { readonly [name in keyof typeof OPTIONS]?: string | boolean | undefined };
export type Refusal = { readonly kind: 'usage' | 'refused'; readonly sentence: string };

/** Reads the command line and the environment; what cannot be served is refused in one sentence that says what to do. */
export function parseConfig(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  root: string,
): Result<Config, Refusal> {
  const database = env['DATABASE_URL'];
  if (database) return refused(sentenceOfDatabase(database));
  const parsed = parseOptions(args);
  if (!parsed.ok) return parsed;
  const { data, port = '8080', host = 'localhost', cert, key, empty } = parsed.value;
  if (!/^\d{1,5}$/.test(String(port)) || Number(port) < 1 || Number(port) > 65_535) {
    return refused(`--port wants a number from 1 to 65535, not "${String(port)}".`);
  }
  const tls = parseTls(cert, key);
  if (!tls.ok) return tls;
  if (!tls.value && !isLoopback(String(host))) {
    return refused(
      `Plain http on "${String(host)}" is refused: without TLS, browsers there have no offline app and passwords travel open. ` +
        'Give --cert FILE and --key FILE, or listen on localhost behind a proxy that has a certificate (docs/deployment.md).',
    );
  }
  const wayOut = parseWayOut(env);
  if (!wayOut.ok) return refused(wayOut.error);
  return ok({
    ...wayOut.value,
    dataDir: data === undefined ? join(root, 'data') : String(data),
    port: Number(port),
    host: String(host),
    tls: tls.value,
    isEmpty: empty === true,
  });
}

function parseOptions(args: readonly string[]): Result<Values, Refusal> {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: true });
    if (values.help) return err({ kind: 'usage', sentence: USAGE });
    for (const [name, value] of Object.entries(values)) {
      if (value === '') return refused(`--${name} wants a value.`);
    }
    return ok(values);
  } catch (cause) {
    const [sentence] = (cause as Error).message.split('\n');
    return refused(`${sentence ?? 'An option cannot be read.'} See npm start -- --help.`);
  }
}

function parseTls(cert: unknown, key: unknown): Result<Config['tls'], Refusal> {
  if (cert === undefined && key === undefined) return ok(null);
  if (cert === undefined || key === undefined) {
    return refused('--cert and --key belong together: give both files, in PEM.');
  }
  const pem = readPem('--cert', String(cert));
  if (!pem.ok) return pem;
  const secret = readPem('--key', String(key));
  if (!secret.ok) return secret;
  const tls = { cert: pem.value, key: secret.value };
  try {
    createSecureContext(tls);
    return ok(tls);
  } catch {
    return refused(
      `The certificate in ${String(cert)} and the key in ${String(key)} cannot be used together: both must be PEM, and the key must be the certificate's own, without a passphrase.`,
    );
  }
}

function readPem(option: string, file: string): Result<string, Refusal> {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch {
    return refused(`${option}: the file ${file} cannot be read.`);
  }
}

function sentenceOfDatabase(url: string): string {
  const isPostgres = /^postgres(ql)?:/i.test(url);
  return isPostgres
    ? 'DATABASE_URL names a PostgreSQL server: PostgreSQL is not in this release. Unset DATABASE_URL to keep the data in SQLite.'
    : 'DATABASE_URL is set, and this release keeps its data in SQLite alone. Unset it and give --data DIR.';
}

function refused(sentence: string): Result<never, Refusal> {
  return err({ kind: 'refused', sentence });
}
