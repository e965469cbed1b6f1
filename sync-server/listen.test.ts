import { Hono } from 'hono';
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { listen } from './listen.ts';

test(
  'a connection on which nobody ever asked holds up no shutdown',
  { timeout: 4000 },
  async () => {
    const listening = await listen(new Hono(), { host: '127.0.0.1', port: 0, tls: null });
    if (!listening.ok) throw new Error(listening.error.sentence);
    const { url, close } = listening.value;
    const ahead = connect(Number(new URL(url).port), '127.0.0.1');
    await once(ahead, 'connect');
    // The other side has it too, once it has answered somebody who came later.
    expect((await fetch(url)).status).toBe(404);
    const cut = once(ahead, 'close');
    await close();
    await cut;
  },
);
