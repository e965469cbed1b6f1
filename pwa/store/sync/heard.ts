import type { RxCollection } from 'rxdb/plugins/core';
import type { WireDocument } from '#shared/domain/envelope.ts';
import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { createNewest } from './newest.ts';
import { createPassedOver } from './passed-over.ts';
import { pause } from './pull-handler.ts';
import { createPurge } from './purge.ts';

interface HeardDeps {
  /** How far everything is stored here. */
  readonly stored: () => Checkpoint | null;
  readonly notes: Parameters<typeof createPurge>[1];
  readonly lookMs: number;
  readonly signal: AbortSignal;
}

/** What a run was told and handed, and what must be known of it later. */
export function createHeard(collection: RxCollection<Stored>, deps: HeardDeps) {
  const newest = createNewest();
  const passedOver = createPassedOver(collection);
  const purge = createPurge(collection, deps.notes);
  const look = (): boolean => passedOver.look(deps.stored());
  let told = 0;
  let rests = 0;
  /** RxDB is at rest before its checkpoint is stored, and may not stir again; or is never at rest, while a push is not answered. So it is looked at until then, ever more rarely. */
  const lookUntilStored = async (): Promise<void> => {
    const mine = (rests += 1);
    for (let ms = deps.lookMs; mine === rests && look(); ms = Math.min(ms * 2, 1000))
      await pause(ms, deps.signal);
  };
  const lookSoon = (): void => void lookUntilStored().catch(() => undefined);
  return {
    newest,
    look: lookSoon,
    rest: () => {
      lookSoon();
      purge.look();
    },
    told: () => told,
    tell: () => void (told += 1),
    hand: (documents: readonly WireDocument[], upTo: Checkpoint | undefined) => {
      newest.see(documents);
      if (upTo) passedOver.saw(documents, upTo);
      purge.saw(documents);
    },
  };
}
