import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { copyHospital } from './template.ts';

const ROOT = join(import.meta.dirname, '../..');
const READY_MS = 60_000;

export interface HospitalOptions {
  readonly dataDir?: string;
  /** A hospital with nobody and nothing in it. */
  readonly isEmpty?: boolean;
}
/** The real server in a process of its own, over a data folder of its own. */
export interface Hospital {
  /** Where the server listens; browsers know it by a name of its own (device.ts). */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** Ends it as an operator does (SIGTERM), or as a power cut does (SIGKILL). */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Starts it again on the same port and data; from another folder than this one it is another build. */
  start(root?: string): Promise<void>;
  /** Starts it again so many milliseconds later by its own clock: hours that no journey waits for. */
  startLater(aheadMs: number): Promise<void>;
  /** Runs `npm run import` or `npm run admin` over its data; the text it printed. */
  run(command: 'import' | 'admin', ...args: readonly string[]): string;
  /** Stops it and throws its data away. */
  remove(): Promise<void>;
}

/** Starts a hospital: the demo one unless it is to be empty. */
export async function startHospital(options: HospitalOptions = {}): Promise<Hospital> {
  const dataDir = options.dataDir ?? newFolder(options);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  let child: ChildProcess | null = null;
  const start = async (root = ROOT, clock: readonly string[] = []): Promise<void> => {
    const main = join(root, 'sync-server/start.mjs');
    const args = ['--data', dataDir, '--port', String(port)];
    const kind = options.isEmpty ? ['--empty'] : [];
    child = spawn(process.execPath, [...clock, main, ...args, ...kind], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    await readyOf(child, url);
  };
  const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> => {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null) return;
    running.kill(signal);
    await once(running, 'exit');
  };
  await start();
  return {
    url,
    port,
    dataDir,
    start: (root) => start(root),
    startLater: (aheadMs) => start(ROOT, clockAhead(aheadMs)),
    stop,
    run: (command, ...args) => runCommand(command, ['--data', dataDir, ...args]),
    remove: async () => {
      await stop('SIGKILL');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The server's only clock is `Date.now`. */
function clockAhead(ms: number): readonly string[] {
  const code = `const now = Date.now; Date.now = () => now() + ${ms};`;
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`];
}

function newFolder({ isEmpty }: HospitalOptions): string {
  return isEmpty ? mkdtempSync(join(tmpdir(), 'wardline-hospital-')) : copyHospital();
}

/** Waits until the server says that it is ready to serve; whatever it printed explains why it is not. */
async function readyOf(child: ChildProcess, url: string): Promise<void> {
  let said = '';
  child.stdout?.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`the server did not start:\n${said}`);
}

function runCommand(command: string, args: readonly string[]): string {
  const file = join(ROOT, `sync-server/commands/${command}.ts`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm run ${command} failed:\n${stdout}${stderr}`);
  return stdout;
}
