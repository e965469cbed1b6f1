import { duplicates } from './en/duplicates.ts';
import { escrow } from './en/escrow.ts';
import { files } from './en/files.ts';
import { fleet } from './en/fleet.ts';
import { people } from './en/people.ts';
import { reminders } from './en/reminders.ts';
import { setUp } from './en/set-up.ts';

/** The English words of the administrators' and the records officers' screens: kept on a device where one of them is opened. */
export const enAdmin = { duplicates, escrow, files, fleet, people, reminders, setUp };
