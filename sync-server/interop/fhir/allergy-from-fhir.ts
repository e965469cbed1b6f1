import type { Allergy } from '#shared/domain/allergy.ts';
import type { JsonMap } from '#shared/lib/json.ts';
import { known } from '#server/interop/known.ts';
import { codesOf, conceptText, dateOf, instantOf, mapsIn, oneOf, textOf } from './fhir-values.ts';
import { idAt, type SourceContext } from './source-context.ts';

/** What an AllergyIntolerance says: an allergy, that none is known at all, that none of a kind is known, or nothing. */
export type AllergyStatement =
  | { readonly kind: 'allergy'; readonly allergy: Allergy }
  | { readonly kind: 'none-known'; readonly at: string; readonly by: string }
  | { readonly kind: 'none-of-a-kind' }
  | { readonly kind: 'no-substance' };

/** SNOMED CT 716186003 "No known allergy"; the others speak of drugs, food, … only and must not hide the rest. */
const NONE_KNOWN = '716186003';
const NONE_OF_A_KIND = new Set([
  '409137002',
  '429625007',
  '428607008',
  '428197003',
  '716184000',
  '716220001',
  '716185004',
  '1003774007',
]);
const SEVERITIES = ['severe', 'moderate', 'mild'] as const;

/** Reads an AllergyIntolerance; the gravest reaction counts, and what does not say it is confirmed is unconfirmed. */
export function allergyFromFhir(resource: JsonMap, context: SourceContext): AllergyStatement {
  const codes = codesOf(resource['code']);
  const verification = verificationOf(resource);
  const isInForce = verification !== 'refuted' && verification !== 'entered-in-error';
  const recorded = textOf(resource['recordedDate']) ?? textOf(resource['assertedDate']);
  const recordedAt = recorded?.includes('T') ? instantOf(recorded, context.zone) : dateOf(recorded);
  const recordedBy = idAt<string>(resource['recorder'], ['Practitioner'], context);
  if (codes.some((code) => NONE_OF_A_KIND.has(code))) return { kind: 'none-of-a-kind' };
  if (codes.includes(NONE_KNOWN)) {
    return isInForce
      ? { kind: 'none-known', at: recordedAt ?? '', by: recordedBy ?? '' }
      : { kind: 'none-of-a-kind' };
  }
  const reactions = mapsIn(resource['reaction']);
  const substance =
    conceptText(resource['code']) ??
    reactions.map((reaction) => conceptText(reaction['substance'])).find(Boolean);
  if (substance === undefined) return { kind: 'no-substance' };
  const severities = reactions.map((reaction) => textOf(reaction['severity']));
  return {
    kind: 'allergy',
    allergy: known({
      substance,
      code: codingOf(resource),
      reaction: reactionText(reactions),
      severity: SEVERITIES.find((severity) => severities.includes(severity)),
      criticality: oneOf(['low', 'high', 'unable-to-assess'], textOf(resource['criticality'])),
      category: oneOf(
        ['food', 'medication', 'environment', 'biologic'],
        codesOf(firstOf(resource['category']))[0],
      ),
      clinicalStatus:
        oneOf(['active', 'inactive', 'resolved'], codesOf(resource['clinicalStatus'])[0]) ??
        'active',
      verification,
      note: noteText(resource),
      onset: dateOf(resource['onsetDateTime']),
      recordedAt,
      recordedBy,
    }),
  };
}

function verificationOf(resource: JsonMap): Allergy['verification'] {
  return (
    oneOf(
      ['unconfirmed', 'confirmed', 'refuted', 'entered-in-error'],
      codesOf(resource['verificationStatus'])[0],
    ) ?? 'unconfirmed'
  );
}

function codingOf(resource: JsonMap): Allergy['code'] {
  const coding = mapsIn(mapsIn(resource['code'])[0]?.['coding'])[0];
  const system = textOf(coding?.['system']);
  const code = textOf(coding?.['code']);
  return system && code ? { system, code } : undefined;
}

function reactionText(reactions: readonly JsonMap[]): string | undefined {
  const words = reactions.flatMap((reaction) => {
    const signs = mapsIn(reaction['manifestation']).map((sign) => conceptText(sign));
    return signs.some(Boolean) ? signs : [textOf(reaction['description'])];
  });
  return [...new Set(words.filter((word) => word !== undefined))].join(', ') || undefined;
}

function noteText(resource: JsonMap): string | undefined {
  return (
    mapsIn(resource['note'])
      .map((note) => textOf(note['text']))
      .filter(Boolean)
      .join('\n') || undefined
  );
}

function firstOf(value: JsonMap[string]): JsonMap[string] {
  return Array.isArray(value) ? (value[0] as JsonMap[string]) : value;
}
