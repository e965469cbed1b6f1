import { Agent, request } from 'node:http';

interface PullAsked {
  readonly after: number;
  readonly limit: number;
  readonly coding: string;
}
/** A device as far as a pull goes, on one connection. */
export interface Caller {
  /** Answers how many bytes of body came, as they travelled. */
  pull(asked: PullAsked): Promise<number>;
}

/** Opens one. The epoch is what the server says first. */
export function openCaller(port: number, cookie: string): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let epoch: string | null = null;
  const post = (body: unknown, coding: string): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const asking = request(
        {
          agent,
          port,
          host: '127.0.0.1',
          method: 'POST',
          path: '/sync/v1/pull',
          headers: { cookie, 'content-type': 'application/json', 'accept-encoding': coding },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () => {
            const bytes = Buffer.concat(parts);
            if (answer.statusCode === 200) resolve(bytes);
            else reject(new Error(`${answer.statusCode}: ${bytes.toString().slice(0, 200)}`));
          });
        },
      );
      asking.on('error', reject);
      asking.end(JSON.stringify(body));
    });
  const epochOf = async (): Promise<string> => {
    const first = await post({ collection: 'patients', checkpoint: null, limit: 1 }, 'identity');
    return (JSON.parse(first.toString()) as { checkpoint: { epoch: string } }).checkpoint.epoch;
  };
  return {
    pull: async ({ after, limit, coding }) => {
      epoch ??= await epochOf();
      const checkpoint = { epoch, scopes: { facility: after } };
      return (await post({ collection: 'patients', checkpoint, limit }, coding)).byteLength;
    },
  };
}
