import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { freePort } from './free-port.ts';

/** The cable between a device and the hospital: it can be pulled while others stay connected, and it can lose an answer on the way. */
export interface Cable {
  readonly port: number;
  pull(): void;
  plug(): void;
  /**
   * Loses the answers to the next requests for a path: the hospital has done its work, the device never hears of it. Resolves when
   * the last of them is lost.
   */
  loseAnswers(path: string, times?: number): Promise<void>;
  remove(): Promise<void>;
}

interface Loss {
  readonly path: string;
  readonly done: () => void;
  left: number;
}

/** Lays a cable to a hospital's port; browsers use its own port instead. */
export async function layCable(hospital: { readonly port: number }): Promise<Cable> {
  const sockets = new Set<Socket>();
  let isPulled = false;
  let loss: Loss | null = null;
  const cut = (...both: readonly Socket[]): void => {
    for (const socket of both) {
      socket.destroy();
      sockets.delete(socket);
    }
  };
  const lose = (): void => {
    if (!loss) return;
    loss.left -= 1;
    if (loss.left > 0) return;
    loss.done();
    loss = null;
  };
  const server = createServer((near) => {
    if (isPulled) return void near.destroy();
    const far = connect(hospital.port, '127.0.0.1');
    let asked = '';
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => cut(near, far));
      socket.on('close', () => cut(near, far));
    }
    near.on('data', (bytes: Buffer) => {
      // Browsers send one request after the other on a connection: the latest line is what the next answer is for.
      asked = /^[A-Z]+ (\S+) HTTP\/1\.1/.exec(bytes.toString('latin1'))?.[1] ?? asked;
      far.write(bytes);
    });
    far.on('data', (bytes: Buffer) => {
      if (loss === null || asked !== loss.path) return void near.write(bytes);
      cut(near, far);
      return lose();
    });
  });
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port,
    pull: () => {
      isPulled = true;
      cut(...sockets);
    },
    plug: () => void (isPulled = false),
    loseAnswers: (path, times = 1) =>
      new Promise((resolve) => (loss = { path, left: times, done: resolve })),
    remove: async () => {
      cut(...sockets);
      server.close();
      await once(server, 'close');
    },
  };
}
