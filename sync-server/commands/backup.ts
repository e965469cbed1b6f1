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
import { beginEpoch, verifyBackup, type BackupContents } from '#server/store/sqlite/backup-file.ts';
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

/** `admin verify-restore FILE`: opens a copy of the backup and reads all of it; nothing is restored. */
export const verifyRestore: Command = async (context, line) => {
  const file = wordOf(line, 'backup');
  const contents = verifyBackup(file);
  context.print(`${file} is whole and can be restored.`);
  tell(context, contents);
};

/** `admin restore FILE`: puts a verified backup in the place of the hospital's copy, as a new generation; the old copy is kept beside it. */
export const restore: Command = async (context, line) => {
  const file = wordOf(line, 'backup');
  const letGo = lockFolder(context.dataDir);
  try {
    const contents = verifyBackup(file);
    const database = databaseFileIn(context.dataDir);
    const fresh = `${database}.restoring`;
    copyFileSync(file, fresh);
    beginEpoch(fresh, newEpoch());
    toDisk(fresh);
    const kept = keepOld(database, context.clock.now());
    renameSync(fresh, database);
    context.print('Restored. Devices pull everything anew, and send what they have not sent yet.');
    tell(context, contents);
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
