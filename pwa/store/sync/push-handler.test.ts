import { expect, test } from 'vitest';
import type { Change, TrailEntry } from '#shared/domain/envelope.ts';
import { newId } from '#shared/domain/ids.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { acceptedOf } from './push-handler.ts';

const entry = (changes: readonly Change[]): TrailEntry => ({
  id: newId(),
  device: newId(),
  n: 1,
  by: newId(),
  at: '2026-11-24T07:00:00.000Z',
  action: { id: newId(), name: 'edit patient' },
  changes,
});
const mine = (rev: string): Stored => ({
  id: newId(),
  rev,
  trail: [
    entry([{ path: '/birthDate', before: '1959-03-14', after: '1960-03-14' }]),
    entry([
      { path: '/birthDate', before: '1960-03-14', after: '1961' },
      { path: '/comment', after: 'told on the phone' },
    ]),
  ],
  unsent: 2,
  nameKey: 'okonkwo',
  mrn: '',
  birthDate: '1961',
  content: { birthDate: '1961', comment: 'told on the phone', sex: 'female' },
});
const refused = (id: string) =>
  ({ id, outcome: 'rejected', code: 'not-readable', document: null }) as const;

test('a new document that the hospital never took leaves the device', () => {
  const document = mine('');
  expect(acceptedOf('patients', document, refused(document.id))).toMatchObject({
    _deleted: true,
    trail: [],
  });
});

test('a document that a restored hospital has lost stays, as it was before the refused changes', () => {
  const document = mine('old.7');
  const kept = acceptedOf('patients', document, refused(document.id));
  expect(kept).toMatchObject({ rev: 'old.7', trail: [], _deleted: false, birthDate: '1959-03-14' });
  expect(kept.content).toEqual({ birthDate: '1959-03-14', sex: 'female' });
  expect(kept).not.toHaveProperty('unsent');
});
