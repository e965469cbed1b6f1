import { createDecipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Subscription } from '#server/services/reminders/push-signup.ts';

/** What a push service got for a browser, and what the browser makes of it. */
interface GotPush {
  readonly headers: IncomingHttpHeaders;
  readonly sealed: Buffer;
  readonly text: string;
}
export interface PushService {
  readonly host: string;
  readonly pushes: readonly GotPush[];
  /** What is answered next; `cut` ends the line instead. */
  readonly answer: { status: number | 'cut' };
  /** A browser that takes notifications. */
  readonly browser: () => Subscription;
  readonly close: () => Promise<void>;
}

/** A real push service on this machine (RFC 8030), and browsers that open what it brings (RFC 8291). */
export async function aPushService(): Promise<PushService> {
  const pushes: GotPush[] = [];
  const answer: PushService['answer'] = { status: 201 };
  const keys = new Map<string, { readonly ecdh: ECDH; readonly auth: Buffer }>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const sealed = Buffer.concat(chunks);
      const own = keys.get(request.url ?? '');
      if (answer.status === 'cut') return void request.socket.destroy();
      if (own && answer.status < 300)
        pushes.push({ headers: request.headers, sealed, text: unsealed(sealed, own) });
      response.writeHead(answer.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    pushes,
    answer,
    browser: () => {
      const ecdh = createECDH('prime256v1');
      const [p256dh, auth] = [ecdh.generateKeys(), randomBytes(16)];
      const path = `/push/${randomBytes(8).toString('hex')}`;
      keys.set(path, { ecdh, auth });
      return {
        endpoint: `http://${host}${path}`,
        keys: { p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url') },
      };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** RFC 8291 on top of RFC 8188, one record. */
function unsealed(body: Buffer, { ecdh, auth }: { ecdh: ECDH; auth: Buffer }): string {
  const salt = body.subarray(0, 16);
  const sender = body.subarray(21, 21 + body.readUInt8(20));
  const text = body.subarray(21 + sender.length);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender]);
  const secret = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(sender), auth, info, 32));
  const part = (name: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, salt, `Content-Encoding: ${name}\0`, bytes));
  const decipher = createDecipheriv('aes-128-gcm', part('aes128gcm', 16), part('nonce', 12));
  decipher.setAuthTag(text.subarray(-16));
  const padded = Buffer.concat([decipher.update(text.subarray(0, -16)), decipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
}
