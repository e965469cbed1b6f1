import { hash } from 'node:crypto';
import webPush from 'web-push';
import type { Clock } from '#shared/lib/clock.ts';
import type { Notification, Pusher, PushOutcome } from '#server/services/reminders/pusher.ts';
import type { PushDevice } from '#server/store/push-devices.ts';

interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}
export interface WebPusherDeps {
  readonly clock: Clock;
  /** The hospital's own keys, made once by `make` and kept. */
  readonly keys: (make: () => VapidKeys) => Promise<VapidKeys>;
  /** Whom a push service writes to when something is wrong: `mailto:` or https. */
  readonly subject: string;
  /** Other hosts than the known push services; loopback in tests. */
  readonly hosts?: readonly string[];
}

/** Where browsers' push services are. A link that anybody can open must not make this server ask just any address. */
const SERVICES: readonly RegExp[] = [
  /^fcm\.googleapis\.com$/,
  /^updates\.push\.services\.mozilla\.com$/,
  /\.push\.apple\.com$/,
  /\.notify\.windows\.com$/,
];
const PATIENCE_MS = 15_000;
/** Never reached anybody: there was no line to send it on. */
const UNREACHED: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Web push (RFC 8030), sealed for one browser (RFC 8291), with keys of the hospital's own (RFC 8292). */
export function createWebPusher(deps: WebPusherDeps): Pusher {
  const { hosts = [] } = deps;
  const keys = (): Promise<VapidKeys> => deps.keys(() => webPush.generateVAPIDKeys());
  const isService = (endpoint: string): boolean => {
    if (!URL.canParse(endpoint) || endpoint.length > 1000) return false;
    const { protocol, host, hostname, username } = new URL(endpoint);
    if (hosts.includes(host)) return true;
    if (protocol !== 'https:' || username !== '' || host !== hostname) return false;
    return SERVICES.some((service) => service.test(hostname));
  };
  return {
    publicKey: async () => (await keys()).publicKey,
    isService,
    send: async (device, notification) => {
      if (!isService(device.endpoint)) return { kind: 'gone', reason: 'bad-address' };
      return post(await requestOf(deps, await keys(), device, notification));
    },
  };
}

interface PushRequest {
  readonly endpoint: string;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array<ArrayBuffer>;
}

async function requestOf(
  { clock, subject }: WebPusherDeps,
  keys: VapidKeys,
  { endpoint, p256dh, auth }: PushDevice,
  { title, body, language, tag, until }: Notification,
): Promise<PushRequest> {
  const name = hash('sha256', tag, 'base64url').slice(0, 32);
  const left = Math.floor((Date.parse(until) - clock.now()) / 1000);
  const made = webPush.generateRequestDetails(
    { endpoint, keys: { p256dh, auth } },
    JSON.stringify({ title, body, language, tag: name }),
    {
      vapidDetails: { subject, ...keys },
      TTL: Math.max(0, left),
      contentEncoding: 'aes128gcm',
      urgency: 'normal',
      topic: name,
    },
  );
  const headers = Object.entries(made.headers as Record<string, string | number>)
    .filter(([key]) => key.toLowerCase() !== 'content-length')
    .map(([key, value]) => [key, String(value)] as const);
  return { endpoint, headers: Object.fromEntries(headers), body: new Uint8Array(made.body) };
}

async function post({ endpoint, headers, body }: PushRequest): Promise<PushOutcome> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers,
      body,
      signal,
      redirect: 'error',
    });
    await answer.body?.cancel();
    return outcomeOf(answer.status);
  } catch (cause) {
    const code = ((cause as Error).cause as { readonly code?: unknown } | undefined)?.code;
    return UNREACHED.has(code)
      ? { kind: 'not-now', reason: 'unreachable' }
      : { kind: 'unclear', reason: 'cut-off' };
  }
}

function outcomeOf(status: number): PushOutcome {
  if (status >= 200 && status < 300) return { kind: 'sent', reason: null };
  if (status === 404 || status === 410) return { kind: 'gone', reason: 'no-device' };
  if (status === 429 || status >= 500) return { kind: 'not-now', reason: 'deferred' };
  return { kind: 'refused', reason: 'refused' };
}
