import type { Checkpoint } from '#shared/sync/checkpoint.ts';
import type { PullAnswer } from '#shared/sync/pull.ts';
import { LOST_PREFIX, type Scope } from '#shared/sync/scope.ts';

/**
 * The whole checkpoint behind a page, which names its own scope alone. While the device is told what leaves it with a scope that it
 * has lost, `lost:<scope>` says how far; a page of any other scope says that nothing more leaves.
 */
export function joinCheckpoint(
  standing: Checkpoint | null,
  page: PullAnswer,
  held: readonly Scope[],
): Checkpoint {
  const { epoch, scopes: told } = page.checkpoint;
  const isSameEpoch = standing?.epoch === epoch;
  const scopes = new Map(
    Object.entries(standing?.scopes ?? {}).map(([name, seq]) => [name, isSameEpoch ? seq : 0]),
  );
  const lost = Object.keys(told).find((name) => name.startsWith(LOST_PREFIX));
  if (lost === undefined) {
    for (const name of scopes.keys()) if (!held.includes(name)) scopes.delete(name);
  } else {
    scopes.delete(lost.slice(LOST_PREFIX.length));
  }
  for (const [name, seq] of Object.entries(told)) scopes.set(name, seq);
  if (lost !== undefined && page.isEnd) scopes.delete(lost);
  return { epoch, scopes: Object.fromEntries(scopes) };
}

/** True where nothing lies beyond in any scope: the page of the one scope there is says so, or an empty one. */
export function isLastPage(
  page: PullAnswer,
  { scopes }: Checkpoint,
  held: readonly Scope[],
): boolean {
  if (!page.isEnd) return false;
  if (page.documents.length === 0) return true;
  const [only, ...others] = held;
  return others.length === 0 && Object.keys(scopes).join() === only;
}
