import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** What a process said, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
export interface Running {
  readonly url: string;
  readonly said: () => string;
  /** Sends the signal and waits for the end. */
  readonly end: (signal: NodeJS.Signals) => Promise<Ended>;
}

/** Runs a file of the server as its own process, to its end. */
export async function runServerFile(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = start(file, args, env);
  const said = listen(child);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said() };
}

/** Starts the real server on a free port and waits until it says that it runs. */
export async function startServerProcess(args: readonly string[], env = {}): Promise<Running> {
  const port = await freePort();
  const child = start('start.mjs', [...args, '--port', String(port)], env);
  const said = listen(child);
  const closed = once(child, 'close') as Promise<[number | null]>;
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => {
      if (said().stdout.includes('Wardline is running')) resolve();
    });
    void closed.then(() => reject(new Error(`the server ended: ${said().stderr}`)));
  });
  const scheme = args.includes('--cert') ? 'https' : 'http';
  return {
    url: `${scheme}://localhost:${port}`,
    said: () => said().stdout,
    end: async (signal) => {
      child.kill(signal);
      const [code] = await closed;
      return { code, ...said() };
    },
  };
}

/** A port that nobody listens on at this moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

function start(file: string, args: readonly string[], env: object): ChildProcess {
  return spawn(process.execPath, [join(ROOT, 'sync-server', file), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function listen(child: ChildProcess): () => { stdout: string; stderr: string } {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (stderr += text.toString()));
  return () => ({ stdout, stderr });
}
