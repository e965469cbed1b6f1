import type { Carried } from '#shared/domain/pair.ts';
import {
  isMap,
  isSame,
  pointer,
  readAt,
  writeAt,
  type Json,
  type JsonMap,
} from '#shared/lib/json.ts';
import { changesBetween } from '#shared/merge/changes-between.ts';
import { gravest } from '#shared/merge/graver.ts';
import { pathOnReplaced, type GivenBack } from '#shared/merge/identity-ledger.ts';
import { clashOf, type Clash } from '#shared/merge/land-entry.ts';
import { policyOf } from '#shared/merge/policies.ts';
import type { HistoryRow, StoreTx } from '#server/store/store.ts';
import { openConflict } from './disputes.ts';
import type { IdentityDeps } from './identity-writes.ts';

const HISTORY_LOOKED_AT = 500;
/** How an entry is marked on one of the two says nothing about the person. */
const MARK = /^\/(names|identifiers)\/[^/]+\/use$/;

/**
 * What came with a merge and was changed while it lasted stays with the survivor as it was written (M13). Whether it was said of the
 * other person nobody can know: they are asked about it, with both readings, and the graver one stands meanwhile.
 */
export async function askAbout(
  deps: IdentityDeps,
  carried: Carried,
  stays: GivenBack['stays'],
): Promise<void> {
  const { tx, acceptedAt } = deps;
  for (const { path, now } of stays) {
    const replaced = await tx.readDocument('patients', carried.replaced);
    if (!replaced) return;
    const own = pathOnReplaced(path, carried.replaced);
    const clashes = clashesAt(own, readAt(replaced.content, own), now);
    const writer = await writerOf(tx, carried.survivor, path);
    let content: JsonMap = replaced.content;
    for (const clash of clashes) {
      if (clash.standing === 'mine') content = writeAt(content, clash.path, clash.mine);
      const subject = { collection: 'patients' as const, id: carried.replaced };
      await openConflict(
        { tx, subject, before: replaced, content: replaced.content, landed: [], acceptedAt },
        { clash, entry: readingOf(writer ?? deps.entry), device: writer?.device ?? null },
      );
    }
    const changes = changesBetween('patients', replaced.content, content);
    if (changes.length === 0) continue;
    const version = { collection: 'patients', id: carried.replaced, before: replaced } as const;
    await deps.put({ ...version, content, landed: [{ ...deps.entry, changes }] });
  }
}

/** The leaves that both have and read differently, where a person must decide. */
function clashesAt(
  path: string,
  master: Json | undefined,
  mine: Json | undefined,
): readonly Clash[] {
  if (master === undefined || mine === undefined || isSame(master, mine)) return [];
  const policy = policyOf('patients', path);
  if (isMap(master) && isMap(mine) && policy === 'union')
    return [...new Set([...Object.keys(master), ...Object.keys(mine)])].flatMap((leaf) =>
      clashesAt(path + pointer(leaf), master[leaf], mine[leaf]),
    );
  if (MARK.test(path) || (policy !== 'graver' && policy !== 'dispute')) return [];
  const isGraver = policy === 'graver' && gravest(path, master, mine) === 'mine';
  return [clashOf({ path, master, mine, standing: isGraver ? 'mine' : 'master' })];
}

async function writerOf(tx: StoreTx, id: string, path: string): Promise<HistoryRow | undefined> {
  const history = await tx.readHistory({ collection: 'patients', id, limit: HISTORY_LOOKED_AT });
  return history.find(({ changes, mutationId }) => {
    const touches = changes.some((one) => one.path === path || one.path.startsWith(`${path}/`));
    return touches && mutationId !== null;
  });
}

function readingOf({ mutationId, by, at }: Pick<HistoryRow, 'mutationId' | 'by' | 'at'>) {
  return { id: mutationId ?? at, by, at } as Parameters<typeof openConflict>[1]['entry'];
}
