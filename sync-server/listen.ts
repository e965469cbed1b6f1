import { createServer as createPlain, type Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Hono } from 'hono';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { AppEnv } from './app-env.ts';
import type { Config } from './config.ts';
import { followOn, sendPage } from './node-line.ts';

/** A caller that sends slowly, or nothing, is let go; streams are answers and stay. */
const PATIENCE = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16 * 1024,
};
const DRAIN_MS = 8_000;

export interface Listening {
  readonly url: string;
  /** Takes nobody new, waits for those who are being answered, then cuts what is left. */
  readonly close: () => Promise<void>;
}
export type ListenOptions = Pick<Config, 'host' | 'port' | 'tls'>;

/** Opens the port. HTTP/1.1 with and without TLS: Hono's streams end the process over node:http2. */
export async function listen(
  app: Hono<AppEnv>,
  { host, port, tls }: ListenOptions,
): Promise<Result<Listening, { readonly sentence: string }>> {
  const answer = answerWith(app);
  const server = createAdaptorServer(
    tls
      ? {
          fetch: answer,
          createServer: createSecure,
          serverOptions: { ...PATIENCE, ...tls, minVersion: 'TLSv1.2' },
        }
      : { fetch: answer, createServer: createPlain, serverOptions: PATIENCE },
  ) as Server;
  const silent = followSilent(server, tls ? 'secureConnection' : 'connection');
  // A browser tries both loopback addresses for "localhost"; the system would give us only one of them, and not always this.
  server.listen(port, host === 'localhost' ? '127.0.0.1' : host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    return err({ sentence: sentenceOf(cause, host, port) });
  }
  const address = server.address();
  const at = typeof address === 'object' && address !== null ? address.port : port;
  const name = host.includes(':') ? `[${host}]` : host;
  return ok({
    url: `${tls ? 'https' : 'http'}://${name}:${at}`,
    close: () => close(server, silent),
  });
}

/** Asks the app; where frames are to follow an answer, they are written behind its head, and the adaptor has nothing left to do. */
function answerWith(app: Hono<AppEnv>) {
  return async (request: Request, env: unknown): Promise<Response> => {
    // The adaptor knows HTTP/2 too; we open HTTP/1.1 only.
    const bindings = env as HttpBindings & AppEnv['Bindings'];
    const answer = await app.fetch(request, bindings);
    if (bindings.page) {
      sendPage(bindings.outgoing, answer, bindings.page);
      return RESPONSE_ALREADY_SENT;
    }
    if (!bindings.followOn) return answer;
    await followOn(bindings.outgoing, answer, bindings.followOn);
    return RESPONSE_ALREADY_SENT;
  };
}

/** Connections on which nobody has asked anything yet: browsers open some ahead of what they may ask. */
function followSilent(server: Server, opened: string): ReadonlySet<Socket> {
  const silent = new Set<Socket>();
  server.on(opened, (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  return silent;
}

async function close(server: Server, silent: ReadonlySet<Socket>): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  // To the server they are not idle: it would wait for their first question.
  for (const socket of silent) socket.destroy();
  // A connection whose answer ends meanwhile is kept alive by its caller: it is closed as soon as it is idle.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}

function sentenceOf(cause: unknown, host: string, port: number): string {
  const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use by another program. Stop it, or give another port with --port.`;
    case 'EACCES':
      return `Port ${port} may not be opened by this user. Give one above 1023 with --port.`;
    case 'ENOTFOUND':
    case 'EADDRNOTAVAIL':
      return `"${host}" is no name or address of this machine. Give one with --host.`;
    default:
      return `The server cannot listen on ${host}:${port} (${code}).`;
  }
}
