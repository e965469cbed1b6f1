import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { databaseFileIn, openFolder } from '#server/data-folder.ts';
import { StoreError } from '#server/store/store.ts';
import { backup, restore, verifyRestore } from './backup.ts';
import { CommandError, type Command, type CommandContext, type CommandLine } from './command.ts';
import { ESCROW_COMMANDS } from './escrow.ts';
import { DEVICE_COMMANDS } from './device.ts';
import { scrub } from './scrub.ts';
import { TOKEN_COMMANDS } from './token.ts';
import { USER_COMMANDS } from './user.ts';

const USAGE = `Usage: npm run admin -- <command> [--data DIR]
  user add USERNAME --name NAME --role ROLE [--role ROLE]   a person who signs in; prints a first password
  user list | reset USERNAME | deactivate USERNAME | activate USERNAME
  device list | lock DEVICE | unlock DEVICE | rename DEVICE --name NAME
  token [--name NAME]          a bearer token for the read API, printed as the last line
  token list | revoke ID
  escrow list | show KEY | release KEY | drop KEY --reason WORDS
                               writes that the hospital did not take; a key may be cut short
  backup FILE                  a verified copy, while the server runs
  verify-restore FILE          opens a backup and reads all of it
  scrub                        reads every row, and names those that are not what was written
  restore FILE                 only while the server is stopped
Roles: nurse, reception, doctor, records, admin. DIR is "data" unless given.`;

const GROUPS: Readonly<Record<string, Readonly<Record<string, Command>>>> = {
  user: USER_COMMANDS,
  device: DEVICE_COMMANDS,
  token: TOKEN_COMMANDS,
  escrow: ESCROW_COMMANDS,
};
const SINGLE: Readonly<Record<string, Command>> = {
  backup,
  restore,
  'verify-restore': verifyRestore,
  scrub,
};

/** Where a command's words go. */
export interface Spoken {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Runs one command of `npm run admin` and gives its exit code: 0 done, 1 refused, 2 not understood. */
export async function runAdmin(args: readonly string[], { out, err }: Spoken): Promise<number> {
  try {
    const { command, line, dataDir } = parseLine(args);
    if (!command) {
      out(USAGE);
      return 0;
    }
    await command(contextOf(dataDir, out), line);
    return 0;
  } catch (cause) {
    if (cause instanceof CommandError) {
      err(cause.kind === 'usage' ? `${cause.message}\n\n${USAGE}` : cause.message);
      return cause.kind === 'usage' ? 2 : 1;
    }
    if (cause instanceof StoreError) {
      err(cause.message);
      return 1;
    }
    throw cause;
  }
}

interface Parsed {
  /** Null where help was asked for. */
  readonly command: Command | null;
  readonly line: CommandLine;
  readonly dataDir: string;
}

function parseLine(args: readonly string[]): Parsed {
  const { values, positionals } = parseOptions(args);
  const { name, reason, role: roles = [], data = join(import.meta.dirname, '../../data') } = values;
  const [verb, ...rest] = positionals;
  const lineOf = (words: readonly string[]): CommandLine => ({ words, name, roles, reason });
  if (values.help) return { command: null, line: lineOf([]), dataDir: data };
  if (verb === undefined) throw new CommandError('usage', 'Name a command.');
  const single = SINGLE[verb];
  if (single) return { command: single, line: lineOf(rest), dataDir: data };
  const group = GROUPS[verb];
  if (!group) throw new CommandError('usage', `There is no command "${verb}".`);
  // A token alone makes one: it is what scripts ask for.
  const [sub = verb === 'token' ? 'create' : '', ...words] = rest;
  const command = group[sub];
  if (!command) {
    throw new CommandError('usage', `After "${verb}" comes ${Object.keys(group).join(', ')}.`);
  }
  return { command, line: lineOf(words), dataDir: data };
}

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        name: { type: 'string' },
        role: { type: 'string', multiple: true },
        reason: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (cause) {
    throw new CommandError('usage', (cause as Error).message);
  }
}

function contextOf(dataDir: string, print: (line: string) => void): CommandContext {
  const clock = { now: () => Date.now() };
  return {
    dataDir,
    clock,
    print,
    openStore: () => {
      if (existsSync(databaseFileIn(dataDir))) return openFolder(dataDir, clock);
      throw new CommandError(
        'refused',
        `There is no hospital in ${dataDir}. Start the server once, or give its folder with --data.`,
      );
    },
  };
}
