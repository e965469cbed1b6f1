import { effect, type Signal } from '@preact/signals';

export interface Tabs {
  /** This tab talks to the hospital from now on and tells the others. */
  lead(): void;
  /** Whoever leads does it at once. */
  ask(what: Asked): void;
  close(): void;
}
type Message<T> =
  | { readonly kind: 'state'; readonly state: T }
  | { readonly kind: 'ask' }
  | { readonly kind: Asked };
/** Tries again; compares what is held with the hospital. */
type Asked = 'retry' | 'compare';

/** Keeps what the leading tab knows the same in all tabs of this browser. */
export function shareAmongTabs<T>(
  shared: Signal<T>,
  does: Readonly<Record<Asked, () => void>>,
): Tabs {
  const channel = new BroadcastChannel('wardline-sync');
  let isLeading = false;
  let stop = (): void => undefined;
  const tell = (message: Message<T>): void => channel.postMessage(message);
  channel.onmessage = ({ data }: MessageEvent<Message<T>>) => {
    if (data.kind === 'state' && !isLeading) shared.value = data.state;
    if (data.kind === 'ask' && isLeading) tell({ kind: 'state', state: shared.peek() });
    if ((data.kind === 'retry' || data.kind === 'compare') && isLeading) does[data.kind]();
  };
  tell({ kind: 'ask' });
  return {
    lead: () => {
      isLeading = true;
      stop = effect(() => tell({ kind: 'state', state: shared.value }));
    },
    ask: (what) => {
      if (isLeading) does[what]();
      else tell({ kind: what });
    },
    close: () => {
      stop();
      channel.close();
    },
  };
}
