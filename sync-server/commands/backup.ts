import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { instantAt } from '#shared/lib/clock.ts';
import { databaseFileIn, lockFolder, newEpoch } from '#server/data-folder.ts';
import {
  generationOf,
  makeHospital,
  tryRestore,
  verifyBackup,
  type BackupContents,
} from '#server/store/sqlite/backup-file.ts';
import { CommandError, withStore, wordOf, type Command, type CommandContext } from './command.ts';

/** `admin backup FILE`: a copy of the whole hospital while everybody works on, verified before it counts. */
export const backup: Command = async (context, line) => {
  const file = wordOf(line, 'file to write');
  if (existsSync(file)) throw new CommandError('refused', `${file} is there already.`);
  const partial = `${file}.partial`;
  rmSync(partial, { force: true });
  try {
    await withStore(context, (store) => store.backup(partial));
    const contents = verifyBackup(partial);
    toDisk(partial);
    renameSync(partial, file);
    context.print(`Backup written and verified: ${file}`);
    tell(context, contents);
  } finally {
    rmSync(partial, { force: true });
  }
};

/** `admin verify-restore FILE`: restores the backup on trial, opens it, and compares every row; the hospital is not touched. */
export const verifyRestore: Command = async (context, line) => {
  const file = wordOf(line, 'backup');
  const { contents, tables } = tryRestore(file);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  context.print(`${file} is whole and can be restored.`);
  context.print('  restored on trial and opened: every page and every reference is sound');
  context.print(`  compared row by row: ${rows} rows in ${tables.length} tables, all the same`);
  tell(context, contents);
  const lost = lostBeyond(context, contents);
  if (lost !== null) context.print(lost);
};

/** What a restore would take from the hospital that is there, and who can bring it back; null where there is none to compare. */
function lostBeyond({ dataDir }: CommandContext, { epoch, head }: BackupContents): string | null {
  const database = databaseFileIn(dataDir);
  if (!existsSync(database)) return null;
  const now = generationOf(database);
  if (!now || now.epoch !== epoch) return null;
  const more = now.head - head;
  return more === 0
    ? '  the hospital has accepted nothing since'
    : `  the hospital has accepted ${more} writes since (${head + 1} to ${now.head}): devices would have to bring them back`;
}

/** `admin restore FILE`: puts a verified backup in the place of the hospital's copy, as a new generation; the old copy is kept beside it. */
export const restore: Command = async (context, line) => {
  const file = wordOf(line, 'backup');
  const letGo = lockFolder(context.dataDir);
  try {
    const { contents } = tryRestore(file);
    const database = databaseFileIn(context.dataDir);
    const fresh = `${database}.restoring`;
    copyFileSync(file, fresh);
    makeHospital(fresh, newEpoch(), context.clock.now());
    toDisk(fresh);
    const kept = keepOld(database, context.clock.now());
    renameSync(fresh, database);
    context.print(
      'Restored. Devices bring back what was accepted after the backup, then pull anew.',
    );
    tell(context, contents);
    context.print(
      '  people, roles, locks and passwords are those of the backup: look through them',
    );
    context.print(
      '  what came back, and which devices are still missing, stands on the page "Devices"',
    );
    if (kept) context.print(`The copy that was here is kept as ${kept}.`);
  } finally {
    letGo();
  }
};

/** Moves the old database aside with its log: a restore that was a mistake can be taken back by hand. */
function keepOld(database: string, now: number): string | null {
  if (!existsSync(database)) return null;
  const kept = `${database}.before-restore-${instantAt(now).replaceAll(/[:.]/g, '-')}`;
  for (const end of ['-wal', '-shm', '']) {
    if (existsSync(`${database}${end}`)) renameSync(`${database}${end}`, `${kept}${end}`);
  }
  return kept;
}

function toDisk(file: string): void {
  const handle = openSync(file, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}

function tell({ print }: CommandContext, contents: BackupContents): void {
  const { facility, epoch, head, people, devices, documents } = contents;
  print(`  hospital: ${facility ?? 'not set up'}, epoch ${epoch}, latest accepted write ${head}`);
  print(`  people ${people}, devices ${devices}`);
  const counts = Object.entries(documents).map(([name, count]) => `${name} ${count}`);
  print(`  ${counts.join(', ')}`);
}
