import { createEscrow, type Escrow, type EscrowError } from '#server/services/escrow.ts';
import type { EscrowRow } from '#server/store/escrow.ts';
import type { Store } from '#server/store/store.ts';
import {
  CommandError,
  tableOf,
  withStore,
  wordOf,
  type Command,
  type CommandContext,
  type CommandLine,
} from './command.ts';

/** `admin escrow …`: writes that the hospital did not take (a right that was lost, a person it does not know), until somebody settles them. */
export const ESCROW_COMMANDS: Readonly<Record<string, Command>> = {
  list: (context) =>
    withStore(context, async (store) => {
      const rows = await escrowOf(context, store).list();
      const names = await namesOf(store);
      const lines = rows.map((row) => [
        row.key,
        row.at,
        names.get(row.device) ?? row.device,
        row.collection,
        row.code,
        names.get(authorOf(row) ?? '') ?? authorOf(row) ?? '',
      ]);
      for (const line of tableOf([
        ['KEY', 'SINCE', 'DEVICE', 'COLLECTION', 'WHY', 'AUTHOR'],
        ...lines,
      ]))
        context.print(line);
      context.print(`${rows.length} waiting.`);
    }),
  show: (context, line) =>
    withStore(context, async (store) => {
      const row = await findRow(context, store, line);
      context.print(JSON.stringify(JSON.parse(row.row), null, 2));
    }),
  release: (context, line) =>
    withStore(context, async (store) => {
      const { key } = await findRow(context, store, line);
      const landed = await escrowOf(context, store).apply(key, null);
      if (!landed.ok) throw new CommandError('refused', refusalWords(landed.error));
      context.print('Landed under its author’s name; devices see it with the next sync.');
    }),
  drop: (context, line) =>
    withStore(context, async (store) => {
      const reason = line.reason?.trim() ?? '';
      if (reason === '') throw new CommandError('usage', 'Say why: --reason "WORDS".');
      const { key } = await findRow(context, store, line);
      const aside = await escrowOf(context, store).setAside(key, null, reason);
      if (!aside.ok) throw new CommandError('refused', refusalWords(aside.error));
      context.print('Set aside. It is not in the record; its author reads why.');
    }),
};

function refusalWords(error: EscrowError): string {
  return error.kind === 'no-such-row'
    ? 'It is no longer there, or its device is not known here.'
    : `It cannot land (${error.code}). Look at it with "escrow show", write it anew in the app, then drop it.`;
}

function escrowOf({ clock }: CommandContext, store: Store): Escrow {
  return createEscrow({ store, clock });
}

async function findRow(
  context: CommandContext,
  store: Store,
  line: CommandLine,
): Promise<EscrowRow> {
  const word = wordOf(line, 'key, or its beginning');
  const found = (await escrowOf(context, store).list()).filter(({ key }) => key.startsWith(word));
  const [row] = found;
  if (row && found.length === 1) return row;
  throw new CommandError(
    'refused',
    row ? `More than one key begins with "${word}".` : `Nothing waits under "${word}".`,
  );
}

async function namesOf(store: Store): Promise<ReadonlyMap<string, string>> {
  const people = await store.accounts.listAccounts();
  const devices = await store.devices.listDevices();
  return new Map([...people, ...devices].map(({ id, name }) => [id, name]));
}

/** Who wrote it, where it can be read. */
function authorOf({ row }: EscrowRow): string | null {
  const { trail } = JSON.parse(row) as { readonly trail?: readonly { readonly by?: string }[] };
  return trail?.[0]?.by ?? null;
}
