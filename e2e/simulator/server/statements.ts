import Database from 'better-sqlite3';

/** The server's process ends in the middle of its work. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** How many statements a server may still make; the one after the last never runs. */
export interface Fuse {
  left: number;
}
let fuse: Fuse | null = null;
/** How many statements the world has made. */
let made = 0;
/** A look into a database that is not taken again before the world has made another statement: until then it would show the same. */
export function unlessMoved<T>(
  database: () => Database.Database,
  look: (database: Database.Database) => T,
): () => T {
  let last: { readonly of: Database.Database; readonly at: number; readonly seen: T } | null = null;
  return () => {
    const of = database();
    if (last?.of !== of || last.at !== made) last = { of, at: made, seen: look(of) };
    return last.seen;
  };
}

/** Puts a fuse under every statement of this process's databases; null takes it away. One world runs at a time. */
export function layFuse(next: Fuse | null): void {
  fuse = next;
}

let isPeeking = false;
/** Looks into the database from outside the world, where no process dies of it. */
export function peek<T>(look: () => T): T {
  const before = isPeeking;
  isPeeking = true;
  try {
    return look();
  } finally {
    isPeeking = before;
  }
}

function burn(): void {
  if (isPeeking) return;
  made += 1;
  if (fuse && (fuse.left -= 1) < 0) throw new Killed();
}

const database = new Database(':memory:');
const statements = Object.getPrototypeOf(database.prepare('SELECT 1')) as Record<
  'run' | 'get' | 'all',
  (...values: unknown[]) => unknown
>;
database.close();
for (const name of ['run', 'get', 'all'] as const) {
  const real = statements[name];
  statements[name] = function counted(this: unknown, ...values) {
    burn();
    return real.apply(this, values);
  };
}
const prepare = Database.prototype.prepare;
const prepared = new WeakMap<Database.Database, Map<string, Database.Statement>>();
/** Most of a short life would go into preparing the same statements again. */
Database.prototype.prepare = function once(this: Database.Database, sql: string) {
  const known = prepared.get(this) ?? new Map<string, Database.Statement>();
  prepared.set(this, known);
  const statement = known.get(sql) ?? prepare.call(this, sql);
  known.set(sql, statement as Database.Statement);
  return statement;
} as typeof prepare;
// eslint-disable-next-line typescript/unbound-method -- called on its own database below
const exec = Database.prototype.exec;
Database.prototype.exec = function counted(this: Database.Database, sql: string) {
  // What a dead process left open is rolled back by whoever opens the file next.
  if (sql === 'ROLLBACK') made += 1;
  else burn();
  return exec.call(this, sql);
};
