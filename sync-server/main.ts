import 'temporal-polyfill/global';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { parseConfig, type Config } from './config.ts';
import { DEMO_PASSWORD } from './services/passwords.ts';
import { safeCause } from './services/safe-cause.ts';
import { startServer, type RunningServer } from './start-server.ts';

// Nobody else on this machine may read the hospital's files.
process.umask(0o077);

/** What `npm start` runs: reads the options, starts, tells where, and ends in order when told to. */
const root = join(import.meta.dirname, '..');
const config = parseConfig(process.argv.slice(2), process.env, root);
if (!config.ok) {
  const { kind, sentence } = config.error;
  (kind === 'usage' ? console.log : console.error)(sentence);
  process.exit(kind === 'usage' ? 0 : 1);
}

const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime });
const started = await startServer({
  ...config.value,
  clock: { now: () => Date.now() },
  distDir: join(root, 'dist'),
  logger,
});
if (!started.ok) {
  console.error(started.error.sentence);
  process.exit(1);
}
greet(started.value, config.value);

// What nobody caught ends the process, as Node would; but its text, which may hold what nobody may log, stays unsaid.
process.on('uncaughtException', (cause) => {
  logger.fatal(safeCause(cause), 'the server ends');
  process.exit(1);
});

let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second signal is somebody who does not want to wait.
    if (isStopping) process.exit(1);
    isStopping = true;
    started.value.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}

function greet({ url, demo }: RunningServer, { dataDir, host }: Config): void {
  const lines = [`Wardline is running.`, ...addresses(url, host), `  data: ${dataDir}`];
  if (demo.length > 0) {
    lines.push(`Demo accounts, each with the password ${DEMO_PASSWORD}:`);
    for (const { username, name, role } of demo) {
      lines.push(`  ${username.padEnd(12)}${role.padEnd(11)}${name}`);
    }
  }
  console.log(lines.join('\n'));
}

/** Where a browser finds the server; an address that stands for all is told one by one. */
function addresses(url: string, host: string): readonly string[] {
  if (host !== '0.0.0.0' && host !== '::') return [`  ${url}`];
  const { protocol, port } = new URL(url);
  return Object.values(networkInterfaces())
    .flatMap((found) => found ?? [])
    .filter(({ family }) => family === 'IPv4')
    .map(({ address }) => `  ${protocol}//${address}${port === '' ? '' : `:${port}`}`);
}
