import { isForeign } from '#shared/search/normalise.ts';
import { parsePersonQuery } from '#shared/search/person-query.ts';
import { hitsOf } from './hits-of.ts';
import type { PeopleIndex, PersonHit } from './people-index.ts';
import { askedOf } from './question-parts.ts';
import { rankPeople } from './rank-people.ts';

const MOST = 50;

/** The best people for what was typed, best first, each with the reasons. Comes to the worker with the first question. */
export function findPeople(index: PeopleIndex, text: string): readonly PersonHit[] {
  const { parts } = parsePersonQuery(text);
  if (parts.length === 0) return [];
  const { romanise } = index;
  const columns = index.open();
  const asked = askedOf(parts, (typed) => (romanise && isForeign(typed) ? romanise(typed) : null));
  return hitsOf(columns, asked, rankPeople(columns, asked, MOST));
}
