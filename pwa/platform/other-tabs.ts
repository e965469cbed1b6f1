import { signal, type ReadonlySignal } from '@preact/signals';

const NAME = 'wardline-tabs';
/** A tab that says nothing for so long is gone: killed, frozen or closed without a word. */
const SILENCE_MS = 12_000;
const SAY_MS = 5000;

/** Whether this browser has Wardline open in another tab; follows tabs that come and go. */
export function followOtherTabs(): { readonly hasOther: ReadonlySignal<boolean>; stop(): void } {
  const hasOther = signal(false);
  if (typeof BroadcastChannel === 'undefined') return { hasOther, stop: () => undefined };
  const channel = new BroadcastChannel(NAME);
  let heard = 0;
  const look = (): void => void (hasOther.value = Date.now() - heard < SILENCE_MS);
  channel.onmessage = ({ data }: MessageEvent<'here' | 'gone' | 'who'>) => {
    heard = data === 'gone' ? 0 : Date.now();
    if (data === 'who') channel.postMessage('here');
    look();
  };
  const say = setInterval(() => {
    channel.postMessage('here');
    look();
  }, SAY_MS);
  const leave = (): void => channel.postMessage('gone');
  window.addEventListener('pagehide', leave);
  channel.postMessage('who');
  return {
    hasOther,
    stop: () => {
      clearInterval(say);
      window.removeEventListener('pagehide', leave);
      leave();
      channel.close();
    },
  };
}
