/** People, devices, sessions, figures and tokens get tables of their own: they are the server's, no device ever pulls them. */
export const accountsMigration = {
  id: '0002-accounts',
  up: `
    CREATE TABLE person (
      id TEXT PRIMARY KEY,
      username TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      roles TEXT NOT NULL CHECK (json_valid(roles)),
      practitioner_id TEXT,
      is_active INTEGER NOT NULL,
      password_hash TEXT NOT NULL,
      has_demo_password INTEGER NOT NULL,
      must_change_password INTEGER NOT NULL,
      created_at TEXT NOT NULL,
      last_signed_in_at TEXT
    ) STRICT;
    CREATE TABLE device (
      id TEXT PRIMARY KEY,
      token_hash TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      is_locked INTEGER NOT NULL,
      enrolled_at TEXT NOT NULL,
      last_person_id TEXT REFERENCES person (id),
      last_contact TEXT,
      unsent INTEGER NOT NULL,
      oldest_unsent TEXT,
      app_version TEXT,
      storage TEXT CHECK (storage IS NULL OR json_valid(storage)),
      clock_skew_ms INTEGER
    ) STRICT;
    CREATE TABLE enrolment (
      device_id TEXT NOT NULL REFERENCES device (id),
      person_id TEXT NOT NULL REFERENCES person (id),
      enrolled_at TEXT NOT NULL,
      PRIMARY KEY (device_id, person_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE session (
      token_hash TEXT PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES person (id),
      device_id TEXT NOT NULL REFERENCES device (id),
      created_at TEXT NOT NULL,
      used_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX session_person ON session (person_id);
    CREATE TABLE vital (
      n INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      app_version TEXT NOT NULL,
      value REAL NOT NULL,
      at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX vital_at ON vital (at);
    CREATE TABLE api_token (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      token_hash TEXT NOT NULL UNIQUE,
      created_at TEXT NOT NULL,
      used_at TEXT
    ) STRICT;`,
};
