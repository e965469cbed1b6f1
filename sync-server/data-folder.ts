import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '#shared/lib/clock.ts';
import {
  checkDatabaseFile,
  checkWhileWorking,
  isCheckedAtOnce,
  type Checked,
} from './store/sqlite/check-file.ts';
import { openSqliteStore } from './store/sqlite/open-store.ts';
import { lockForServer } from './store/sqlite/server-lock.ts';
import { StoreError, type Store } from './store/store.ts';

const DATABASE = 'hospital.db';
const LOCK = 'server.lock';
const FILES = 'files';
/** What may stand beside the database: its own files, and what disks and systems put into a folder. */
const OURS = /^(hospital\.db|server\.lock|lost\+found|backups?$|files$|\.)/;

/** The file that holds the hospital's copy. */
export function databaseFileIn(dataDir: string): string {
  return join(dataDir, DATABASE);
}

/** Where files lie while people bring them in or take them out. */
export function filesFolderIn(dataDir: string): string {
  return join(dataDir, FILES);
}

/** Marks the folder as served until the returned function is called or the process ends; throws a StoreError where it is. */
export function lockFolder(dataDir: string): () => void {
  refuseStrangers(dataDir);
  return lockForServer(join(dataDir, LOCK));
}

/** Reads the whole database before it is served, where that is quickly done: true then. Throws a StoreError where it is damaged. */
export function checkFolder(dataDir: string, atOnceBytes?: number): boolean {
  const file = databaseFileIn(dataDir);
  if (!existsSync(file)) return true;
  const isAtOnce = isCheckedAtOnce(file, atOnceBytes);
  if (isAtOnce) checkDatabaseFile(file);
  return isAtOnce;
}

/** Reads the whole database while it is served; says once what was found. Returns the way to stop. */
export function checkServedFolder(dataDir: string, onChecked: Checked): () => void {
  return checkWhileWorking(databaseFileIn(dataDir), onChecked);
}

/** Opens the hospital's copy in a folder, or makes it; server, import and admin all come in here. Throws a StoreError. */
export function openFolder(dataDir: string, clock: Clock): Store {
  refuseStrangers(dataDir);
  return openSqliteStore(databaseFileIn(dataDir), { clock, newEpoch });
}

/** A name for a generation of the hospital's copy that no other will ever have. */
export function newEpoch(): string {
  return randomBytes(6).toString('hex');
}

/** Files of somebody else in a folder without a hospital are the sign of a mistyped `--data`. */
function refuseStrangers(dataDir: string): void {
  const names = namesIn(dataDir);
  const stranger = names.includes(DATABASE) ? undefined : names.find((name) => !OURS.test(name));
  if (stranger === undefined) return;
  throw new StoreError(
    'not-a-database',
    `${dataDir} holds other files (${stranger}) and no hospital. Give an empty or a new folder with --data.`,
  );
}

function namesIn(dataDir: string): readonly string[] {
  try {
    return readdirSync(dataDir);
  } catch {
    return [];
  }
}
