import { dayAt, dayBefore } from '#shared/domain/calendar-day.ts';
import { indexKeysOf, type CollectionName } from '#shared/domain/collections.ts';
import type { Clock } from '#shared/lib/clock.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { WINDOW } from '#shared/sync/window.ts';
import type { FeedWindow, Store, StoreReads } from '#server/store/store.ts';

/** Documents that come or go are moved so many at a time, so that nobody's push waits long. */
const MOVED_AT_ONCE = 500;
/** People with everything of theirs. */
const TARGETS_AT_ONCE = 50;
const MOVED_TO = 'window';
const MINUTE_MS = 60_000;

/** The span of time that devices hold, by the hospital's own calendar. */
function windowAt(now: number, zone: string): FeedWindow {
  const today = dayAt(now, zone);
  return {
    firstDay: dayBefore(today, WINDOW.daysBack),
    lastDay: dayBefore(today, -WINDOW.daysAhead),
    oldestEnd: dayBefore(today, WINDOW.visitDays),
  };
}

export type ReadWindow = (store: Pick<StoreReads, 'readFacility'>) => Promise<FeedWindow>;

/** The window of this hospital now; UTC until it has said where it is. Worked out once a minute: asking a calendar costs more than a push. */
export function createReadWindow(clock: Clock): ReadWindow {
  let known: { readonly name: string; readonly window: FeedWindow } | null = null;
  return async (store) => {
    const { facility } = await store.readFacility();
    const zone = facility?.zone ?? 'UTC';
    const minute = Math.floor(clock.now() / MINUTE_MS);
    const name = `${zone} ${minute}`;
    if (known?.name !== name) known = { name, window: windowAt(minute * MINUTE_MS, zone) };
    return known.window;
  };
}

/** True for what devices hold. Wishes without a day and visits whose end nobody knows are never too old. */
export function isInWindow(
  window: FeedWindow,
  collection: CollectionName,
  content: JsonMap,
): boolean {
  const keys = indexKeysOf(collection, content as never);
  if (collection === 'appointments') {
    const day = keys['day'] ?? '';
    return day === '' || (day >= window.firstDay && day <= window.lastDay);
  }
  const endKey = collection === 'encounters' ? (keys['endKey'] ?? '') : '';
  return endKey === '' || endKey >= window.oldestEnd;
}

/** Writes the `enter` and `leave` that mere time brings, of the window and of claims; run again it writes nothing. Says how many moved. */
export async function moveWindow(store: Store, clock: Clock): Promise<number> {
  const settled = await settleDue(store, clock);
  return settled + (await moveDays(store, clock));
}

async function settleDue(store: Store, clock: Clock): Promise<number> {
  let settled = 0;
  for (;;) {
    const due = await store.findDue(clock.now(), TARGETS_AT_ONCE);
    if (due.length === 0) return settled;
    await store.transaction(async (tx) => {
      for (const target of due) tx.settle(target);
    });
    settled += due.length;
  }
}

async function moveDays(store: Store, clock: Clock): Promise<number> {
  const window = await createReadWindow(clock)(store);
  const name = JSON.stringify(window);
  if ((await store.readMeta(MOVED_TO)) === name) return 0;
  let moved = 0;
  for (;;) {
    const misplaced = await store.findMisplaced(window, MOVED_AT_ONCE);
    await store.transaction(async (tx) => {
      for (const { collection, id, kind } of misplaced) tx.moveInFeed(collection, id, kind);
      if (misplaced.length === 0) tx.writeMeta(MOVED_TO, name);
    });
    moved += misplaced.length;
    if (misplaced.length === 0) return moved;
  }
}
