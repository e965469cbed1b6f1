import type { Migration } from '#server/store/sqlite/migration.ts';

/**
 * Scopes smaller than the hospital. `claim`: what says where a patient (or one document) belongs, and until when; `source` is the
 * row of the document that says so, 0 where a person or a device did. `member`: where the feed has put it by now. What lies in the
 * hospital's feed already is put under the same number into the feeds of its other scopes.
 */
export const scopes: Migration = {
  id: '0009-scopes',
  up: `
    ALTER TABLE document ADD COLUMN patient TEXT;
    UPDATE document SET patient = CASE collection WHEN 'patients' THEN id
      ELSE json_extract(wire, '$.content.patientId') END;
    CREATE INDEX document_patient ON document (patient) WHERE patient IS NOT NULL;
    ALTER TABLE device ADD COLUMN places TEXT CHECK (places IS NULL OR json_valid(places));

    CREATE TABLE claim (
      target TEXT NOT NULL,
      scope TEXT NOT NULL,
      source INTEGER NOT NULL,
      starts INTEGER NOT NULL,
      ends INTEGER NOT NULL,
      PRIMARY KEY (target, scope, source)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX claim_source ON claim (source);
    CREATE INDEX claim_ends ON claim (ends);
    CREATE INDEX claim_starts ON claim (starts);
    CREATE TABLE member (
      target TEXT NOT NULL,
      scope TEXT NOT NULL,
      PRIMARY KEY (target, scope)
    ) STRICT, WITHOUT ROWID;

    INSERT INTO claim (target, scope, source, starts, ends)
      SELECT c.value ->> 'target', c.value ->> 'scope', d.no, c.value ->> 'starts', c.value ->> 'ends'
      FROM document d, json_each(claims_of(d.collection, d.id, d.wire)) c
      WHERE d.collection IN ('encounters', 'appointments');
    INSERT INTO member (target, scope)
      SELECT DISTINCT target, scope FROM claim
      WHERE starts <= unixepoch() * 1000 AND ends > unixepoch() * 1000;
    INSERT OR IGNORE INTO feed (scope, collection, seq, no, kind)
      SELECT m.scope, f.collection, f.seq, f.no, f.kind
      FROM feed f JOIN document d ON d.no = f.no
        JOIN member m ON m.target IN ('patients/' || d.patient, d.collection || '/' || d.id)
      WHERE f.scope = 'facility' AND f.kind IN ('put', 'enter');
    INSERT INTO feed (scope, collection, seq, no, kind)
      SELECT 'reference', f.collection, f.seq, f.no, f.kind FROM feed f
      WHERE f.scope = 'facility' AND f.collection IN ('locations', 'practitioners', 'schedules')
        AND f.kind IN ('put', 'enter');
  `,
};
