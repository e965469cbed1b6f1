import { createStoreHost } from './store-host.ts';

/** Hosts the sealed store: one for all tabs where the browser shares workers among them, else one for the tab that started it. */
declare const self: {
  onconnect?: ((event: MessageEvent) => void) | null;
  onmessage?: ((event: MessageEvent) => void) | null;
};

const name = `wardline-store-${crypto.randomUUID()}`;
const held = new Promise<void>((resolve) => {
  void navigator.locks.request(name, () => {
    resolve();
    return new Promise(() => undefined);
  });
});
const host = createStoreHost({
  name,
  // A page holds the lock of its name as long as it lives.
  whenGone: (page) => navigator.locks.request(page, () => undefined),
});
const meet = async ({ ports: [port] }: MessageEvent): Promise<void> => {
  await held;
  if (port) host(port);
};
if ('onconnect' in self) self.onconnect = (event) => void meet(event);
else self.onmessage = (event) => void meet(event);
