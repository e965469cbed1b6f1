import type { DeviceId } from '#shared/domain/ids.ts';
import type { Contact, ContactNote, ContactsStore } from '#server/store/contacts.ts';
import { addDeviceRow } from './devices.ts';
import type { Sqlite } from './open-database.ts';
import type { WriterQueue } from './writer-queue.ts';

interface Row {
  readonly current: string | null;
  readonly previous: string | null;
  readonly is_confirmed: number;
  readonly made: number;
  readonly settled: number;
}
const READ = `SELECT current, previous, is_confirmed, settled,
    max(made, coalesce((SELECT max(n) FROM mutation WHERE device = device_id AND n IS NOT NULL), 0)) AS made
  FROM contact WHERE device_id = ?`;
const WORDS = `INSERT INTO contact (device_id, current, previous) VALUES (@id, @current, @previous)
  ON CONFLICT DO UPDATE SET current = excluded.current, previous = excluded.previous, is_confirmed = 0`;
const MADE = `INSERT INTO contact (device_id, made, settled) VALUES (@id, @made, @settled)
  ON CONFLICT DO UPDATE SET made = max(made, excluded.made), settled = max(settled, excluded.settled),
    is_confirmed = max(is_confirmed, current IS @contact)`;
const ARRIVED = 'SELECT count(DISTINCT n) FROM mutation WHERE device = ? AND n > ? AND n <= ?';
const NOTE = `INSERT INTO contact (device_id, note) VALUES (?, ?)
  ON CONFLICT DO UPDATE SET note = excluded.note`;

/** Contacts of devices in SQLite. */
export function createSqliteContacts(reader: Sqlite, queue: WriterQueue): ContactsStore {
  const read = (database: Sqlite, id: DeviceId): Row =>
    (database.prepare(READ).get(id) as Row | undefined) ?? {
      current: null,
      previous: null,
      is_confirmed: 0,
      made: 0,
      settled: 0,
    };
  return {
    readContact: async (id) => {
      const { current, previous, is_confirmed, made } = read(reader, id);
      return { current, previous, made, isConfirmed: is_confirmed === 1 } satisfies Contact;
    },
    writeContact: async (id, words) => {
      await queue.run((database) => database.prepare(WORDS).run({ id, ...words }));
    },
    noteMade: async (id, { made, isSettled, contact }) => {
      const settled = isSettled ? made : 0;
      await queue.run((database) => database.prepare(MADE).run({ id, made, settled, contact }));
    },
    noteCleared: async (id, note) => {
      await queue.run((database) => {
        noteLost(database, id, { ...note, ...read(database, id) });
      });
    },
    addCopy: async (copy, tokenHash, of) => {
      await queue.run((database) => {
        addDeviceRow(database, copy, tokenHash);
        for (const table of [
          'enrolment (device_id, person_id, enrolled_at)',
          'lease (device_id, person_id, after_n, roles, until)',
        ])
          copyRows(database, table, copy.id, of.id);
        const at = copy.enrolledAt;
        const note: ContactNote = {
          kind: 'copy',
          at,
          lastContact: of.lastContact,
          settled: 0,
          made: 0,
          missing: 0,
          of: of.id,
        };
        database.prepare(NOTE).run(copy.id, JSON.stringify(note));
      });
    },
    listNotes: async () =>
      (
        reader
          .prepare('SELECT device_id AS id, note FROM contact WHERE note IS NOT NULL')
          .all() as {
          id: DeviceId;
          note: string;
        }[]
      ).map(({ id, note }) => ({ id, ...(JSON.parse(note) as ContactNote) })),
  };
}

function noteLost(
  database: Sqlite,
  id: DeviceId,
  { at, lastContact, made, settled }: Pick<ContactNote, 'at' | 'lastContact' | 'made' | 'settled'>,
): void {
  const arrived = database.prepare(ARRIVED).pluck().get(id, settled, made) as number;
  const missing = made - settled - arrived;
  const note: ContactNote = { kind: 'cleared', at, lastContact, settled, made, missing, of: null };
  database.prepare(NOTE).run(id, JSON.stringify(note));
  // What is reported once is not missing a second time.
  database.prepare('UPDATE contact SET settled = ? WHERE device_id = ?').run(made, id);
}

/** `table` names its columns, the device first. */
function copyRows(database: Sqlite, table: string, to: DeviceId, from: DeviceId): void {
  const name = table.slice(0, table.indexOf(' '));
  const rest = table.slice(table.indexOf(',') + 1, -1);
  database
    .prepare(`INSERT INTO ${table} SELECT ?, ${rest} FROM ${name} WHERE device_id = ?`)
    .run(to, from);
}
