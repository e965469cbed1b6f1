import { computed, effect } from '@preact/signals';
import type { SyncDeps } from './start-sync.ts';
import type { Line } from './line.ts';

const ACK_PAUSE_MS = 1000;

/**
 * Tells the hospital a moment after what waits, who is signed in, or whether the line is up has changed. That the stream spoke is no
 * reason: every device would answer every change of the hospital. Returns the way to stop.
 */
export function ackAfterChanges(
  { line, unsent, person }: Pick<SyncDeps, 'person'> & AckReasons,
  ack: () => void,
): () => void {
  const isUp = computed(() => line.status.value.kind === 'up');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = effect(() => {
    const told = { unsent: unsent.count.value, person: person.value };
    if (told.unsent < 0 || !isUp.value) return;
    clearTimeout(timer);
    timer = setTimeout(ack, ACK_PAUSE_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

interface AckReasons {
  readonly line: Line;
  readonly unsent: Pick<SyncDeps['unsent'], 'count'>;
}
