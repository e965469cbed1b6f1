import type { CollectionName } from '#shared/domain/collections.ts';

/** What a field of the record is called; each but `nothing` has its word (`record-words.ts`). */
const RECORD_LABELS = [
  'name',
  'family',
  'given',
  'title',
  'birthDate',
  'birthDateEstimated',
  'sex',
  'deceased',
  'identifier',
  'telecom',
  'address',
  'contact',
  'language',
  'maritalStatus',
  'comment',
  'allergy',
  'substance',
  'reaction',
  'criticality',
  'severity',
  'category',
  'clinicalStatus',
  'verification',
  'onset',
  'note',
  'noKnownAllergies',
  'alert',
  'alertStatus',
  'restricted',
  'noMessages',
  'pair',
  'status',
  'slot',
  'booking',
  'visitType',
  'reason',
  'cancelReason',
  'overbookingReason',
  'wish',
  'practitioner',
  'place',
  'class',
  'stay',
  'bed',
  'stayStart',
  'stayEnd',
  'stayInError',
  'start',
  'end',
  'other',
  'nothing',
] as const;
export type RecordField = (typeof RECORD_LABELS)[number];

/** How the value of a field is read out; what is no kind of its own is the name of a set of words. */
export type ValueKind =
  | 'text'
  | 'date'
  | 'instant'
  | 'location'
  | 'practitioner'
  | 'slot'
  | 'stay'
  | 'entry'
  | 'sex'
  | 'criticality'
  | 'severity'
  | 'category'
  | 'clinicalStatus'
  | 'verification'
  | 'alertStatus'
  | 'alertKind'
  | 'appointmentStatus'
  | 'encounterStatus'
  | 'booking'
  | 'pair'
  | 'class'
  | 'yes';

type FieldRow = readonly [pattern: string, label: RecordField, value: ValueKind];

/** First match counts; `*` is one key. Fields that only keep books are named `nothing`. */
export const RECORD_FIELDS: Readonly<Partial<Record<CollectionName, readonly FieldRow[]>>> = {
  patients: [
    ['/names/*', 'name', 'entry'],
    ['/names/*/family', 'family', 'text'],
    ['/names/*/given', 'given', 'text'],
    ['/names/*/prefix', 'title', 'text'],
    ['/names/*/text', 'name', 'text'],
    ['/names/*/use', 'nothing', 'text'],
    ['/names/*/order', 'nothing', 'text'],
    ['/birthDate', 'birthDate', 'date'],
    ['/isBirthDateEstimated', 'birthDateEstimated', 'yes'],
    ['/sex', 'sex', 'sex'],
    ['/deceased', 'deceased', 'yes'],
    ['/identifiers/*', 'identifier', 'entry'],
    ['/telecom/*', 'telecom', 'entry'],
    ['/telecom/*/value', 'telecom', 'text'],
    ['/telecom/*/kind', 'nothing', 'text'],
    ['/addresses/*', 'address', 'entry'],
    ['/contacts/*', 'contact', 'entry'],
    ['/contacts/*/name', 'contact', 'text'],
    ['/contacts/*/relationship', 'contact', 'text'],
    ['/contacts/*/phone', 'contact', 'text'],
    ['/languages/*', 'language', 'entry'],
    ['/languages/*/isPreferred', 'nothing', 'text'],
    ['/maritalStatus', 'maritalStatus', 'text'],
    ['/comment', 'comment', 'text'],
    ['/allergies/*', 'allergy', 'entry'],
    ['/allergies/*/substance', 'substance', 'text'],
    ['/allergies/*/reaction', 'reaction', 'text'],
    ['/allergies/*/criticality', 'criticality', 'criticality'],
    ['/allergies/*/severity', 'severity', 'severity'],
    ['/allergies/*/category', 'category', 'category'],
    ['/allergies/*/clinicalStatus', 'clinicalStatus', 'clinicalStatus'],
    ['/allergies/*/verification', 'verification', 'verification'],
    ['/allergies/*/onset', 'onset', 'date'],
    ['/allergies/*/note', 'note', 'text'],
    ['/noKnownAllergies', 'noKnownAllergies', 'yes'],
    ['/noKnownAllergies/at', 'noKnownAllergies', 'instant'],
    ['/noKnownAllergies/by', 'nothing', 'text'],
    ['/alerts/*', 'alert', 'entry'],
    ['/alerts/*/text', 'alert', 'text'],
    ['/alerts/*/kind', 'alert', 'alertKind'],
    ['/alerts/*/status', 'alertStatus', 'alertStatus'],
    ['/reminders/email', 'noMessages', 'yes'],
    ['/reminders/push', 'noMessages', 'yes'],
    ['/isRestricted', 'restricted', 'yes'],
    ['/photo', 'nothing', 'text'],
    ['/motherId', 'nothing', 'text'],
    ['/links', 'nothing', 'text'],
    ['/survivorId', 'nothing', 'text'],
  ],
  appointments: [
    ['/recordedFor', 'nothing', 'text'],
    ['/status', 'status', 'appointmentStatus'],
    ['/slot', 'slot', 'slot'],
    ['/booking', 'booking', 'booking'],
    ['/visitType', 'visitType', 'text'],
    ['/reason', 'reason', 'text'],
    ['/comment', 'comment', 'text'],
    ['/cancelReason', 'cancelReason', 'text'],
    ['/overbookingReason', 'overbookingReason', 'text'],
    ['/wish', 'wish', 'entry'],
    ['/patientId', 'nothing', 'text'],
    ['/clashWith', 'nothing', 'text'],
    ['/statusSince', 'nothing', 'text'],
    ['/arrivedAt', 'nothing', 'text'],
    ['/seenAt', 'nothing', 'text'],
    ['/encounterId', 'nothing', 'text'],
    ['/seriesId', 'nothing', 'text'],
    ['/seriesWall', 'nothing', 'text'],
    ['/seriesDeed', 'nothing', 'text'],
    ['/visitKindId', 'nothing', 'text'],
    ['/expiresAt', 'nothing', 'text'],
  ],
  encounters: [
    ['/recordedFor', 'nothing', 'text'],
    ['/status', 'status', 'encounterStatus'],
    ['/class', 'class', 'class'],
    ['/type', 'visitType', 'text'],
    ['/reason', 'reason', 'text'],
    ['/period', 'nothing', 'text'],
    ['/period/start', 'start', 'instant'],
    ['/period/end', 'end', 'instant'],
    ['/stays/*', 'stay', 'stay'],
    ['/stays/*/bedId', 'bed', 'location'],
    ['/stays/*/wardId', 'nothing', 'text'],
    ['/stays/*/start', 'stayStart', 'instant'],
    ['/stays/*/end', 'stayEnd', 'instant'],
    ['/stays/*/isInError', 'stayInError', 'yes'],
    ['/practitionerId', 'practitioner', 'practitioner'],
    ['/locationId', 'place', 'location'],
    ['/patientId', 'nothing', 'text'],
    ['/appointmentId', 'nothing', 'text'],
    ['/statusHistory/*', 'nothing', 'text'],
    ['/statusHistory/*/status', 'nothing', 'text'],
    ['/statusHistory/*/at', 'nothing', 'text'],
  ],
  pairs: [
    ['/one', 'nothing', 'text'],
    ['/other', 'nothing', 'text'],
    ['/decision', 'pair', 'pair'],
  ],
};
