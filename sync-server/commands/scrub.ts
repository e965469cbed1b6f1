import { CommandError, withStore, type Command } from './command.ts';

/** `admin scrub`: reads every document and every line of history, and names those that are not what was written. */
export const scrub: Command = async (context, { words }) => {
  if (words.length > 0) throw new CommandError('usage', 'After "scrub" comes nothing.');
  const { documents, history, damaged, structure } = await withStore(context, (store) =>
    store.scrub(),
  );
  context.print(`Read ${documents} documents and ${history} lines of history.`);
  if (damaged.length === 0 && structure === null) {
    context.print('Each of them is what was written.');
    return;
  }
  for (const { table, collection, id, seq } of damaged)
    context.print(`  damaged: ${table} ${collection}/${id}, write ${seq}`);
  if (structure !== null) context.print(`  damaged: ${structure}`);
  throw new CommandError(
    'refused',
    `The copy is damaged. Put the last backup that is whole in its place (npm run admin -- verify-restore, then restore): devices bring back what was accepted since.`,
  );
};
