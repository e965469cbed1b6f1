import { newId } from '#shared/domain/ids.ts';
import type { benchPeople } from '#e2e/bench/sync/people.ts';

export type BenchPerson = ReturnType<typeof benchPeople>[number];

/** One document after an edit, with the edit's entry of the trail, as text. */
export interface Edited {
  readonly id: string;
  readonly text: string;
  readonly mutationId: string;
  readonly changes: string;
}

/** The edit of a round, from 1: somebody has moved house. */
export function editedOf({ id, content }: BenchPerson, round: number): Edited {
  const home = { ...content.addresses?.['home'], line: lineIn(round) };
  return {
    id,
    text: JSON.stringify({ id, content: { ...content, addresses: { home } } }),
    mutationId: newId(),
    changes: JSON.stringify(changesIn(content, round)),
  };
}

/** The same edit as a device sends it: one entry in the trail, with what its author saw. */
export function pushRowOf(
  { id, content }: BenchPerson,
  { round, rev, device, by }: EditContext,
): unknown {
  const entry = {
    id: newId(),
    device,
    n: round,
    by,
    at: '2026-11-24T07:00:00.000Z',
    action: { id: newId(), name: 'edit' },
    changes: changesIn(content, round),
  };
  return { id, rev, trail: [entry] };
}
export interface EditContext {
  readonly round: number;
  readonly rev: string;
  readonly device: string;
  readonly by: string;
}

function changesIn(content: BenchPerson['content'], round: number): readonly unknown[] {
  const first = content.addresses?.['home']?.line;
  const before = round === 1 ? first : lineIn(round - 1);
  return [{ path: '/addresses/home/line', before, after: lineIn(round) }];
}

function lineIn(round: number): string {
  return `${round} New Street`;
}
