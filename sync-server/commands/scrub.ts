import { CommandError, withStore, type Command } from './command.ts';

/** `admin scrub`: reads everything that the hospital has taken, and names the rows that are not what was written. */
export const scrub: Command = async (context, { words }) => {
  if (words.length > 0) throw new CommandError('usage', 'After "scrub" comes nothing.');
  const { rows, damaged, structure } = await withStore(context, (store) => store.scrub());
  context.print(`Read ${rows} rows of documents, history, mutations and escrow.`);
  if (damaged.length === 0 && structure === null) {
    context.print('Each of them is what was written.');
    return;
  }
  for (const { table, row } of damaged) context.print(`  damaged: ${table} ${row}`);
  if (structure !== null) context.print(`  damaged: ${structure}`);
  throw new CommandError(
    'refused',
    `The copy is damaged. Put the last backup that is whole in its place (npm run admin -- verify-restore, then restore): devices bring back what was accepted since.`,
  );
};
