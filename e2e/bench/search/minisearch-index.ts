import MiniSearch from 'minisearch';
import { foldText } from '#shared/domain/fold-text.ts';
import { nameText, shownName } from '#shared/domain/human-name.ts';
import { mrnOf, type Patient } from '#shared/domain/patient.ts';
import { parsePersonQuery } from '#shared/search/person-query.ts';
import type { PersonHit } from '#pwa/workers/people-index.ts';
import type { BenchIndex } from './product-index.ts';

interface Entry extends Omit<PersonHit, 'reasons' | 'matched'> {
  readonly names: string;
  readonly others: string;
  readonly numbers: string;
  readonly birth: string;
}
const MOST = 50;

/** The reference: MiniSearch with prefix and fuzzy 0.2 over the same fields, as the product used it before it had its own index. */
export function createMiniSearchIndex(): BenchIndex {
  const mini = new MiniSearch<Entry>({
    fields: ['names', 'others', 'numbers', 'birth'],
    storeFields: ['name', 'birthDate', 'mrn', 'sex', 'isHere'],
    tokenize: (text) => text.split(' ').filter(Boolean),
    processTerm: (term) => term,
  });
  return {
    put: (people) => {
      for (const { id, content } of people) mini.add(entryOf(id, content));
    },
    find: (text) => {
      const { parts } = parsePersonQuery(text);
      const queries = parts.flatMap(({ word, number, dates }) => [
        ...(word
          ? [
              {
                queries: [word],
                fields: ['names', 'others', 'numbers'],
                prefix: true,
                fuzzy: word.length > 3 ? 0.2 : false,
                boost: { names: 3 },
              },
            ]
          : []),
        ...(number ? [{ queries: [number], fields: ['numbers'], prefix: true }] : []),
        ...(!number && dates[0] ? [{ queries: [dates[0]], fields: ['birth'], prefix: true }] : []),
      ]);
      if (queries.length === 0) return [];
      const found = mini.search({ combineWith: 'AND', queries } as never);
      return found.slice(0, MOST).map((hit) => ({
        id: String(hit.id),
        name: String(hit['name']),
        birthDate: (hit['birthDate'] as string | null) ?? null,
        mrn: (hit['mrn'] as string | null) ?? null,
        sex: hit['sex'] as PersonHit['sex'],
        isHere: hit['isHere'] !== false,
        reasons: ['name'],
        matched: hit.terms,
      }));
    },
  };
}

function entryOf(id: string, patient: Patient): Entry {
  const shown = shownName(patient.names);
  const others = Object.values(patient.names ?? {}).filter((name) => name !== shown);
  const birth = patient.birthDate ?? null;
  const numbers = [
    ...Object.values(patient.identifiers ?? {}),
    ...Object.values(patient.telecom ?? {}),
  ];
  return {
    id,
    name: nameText(shown),
    names: foldText(`${shown?.family ?? ''} ${shown?.given ?? ''} ${shown?.text ?? ''}`),
    others: foldText(others.map((name) => `${name.family ?? ''} ${name.given ?? ''}`).join(' ')),
    numbers: numbers.map(({ value }) => value.toLowerCase().replace(/[^a-z0-9]/g, '')).join(' '),
    birth: birth ?? '',
    birthDate: birth,
    mrn: mrnOf(patient) ?? null,
    sex: patient.sex ?? 'unknown',
    isHere: true,
  };
}
