import { dateText, momentText, timeText, weekdayText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import type { RecordField } from './record-fields.ts';
import type { RecordValue } from './record-value.ts';

/** Names that the record holds as ids, and the clock on the hospital's wall. */
export interface NamesKnown {
  readonly place: (id: string) => string | undefined;
  readonly practitioner: (id: string) => string | undefined;
  readonly zone: string;
}

const LABELS = {
  name: 'chart.fieldName',
  family: 'chart.fieldFamily',
  given: 'chart.fieldGiven',
  title: 'chart.fieldTitle',
  birthDate: 'chart.fieldBirthDate',
  birthDateEstimated: 'chart.fieldBirthDateEstimated',
  sex: 'chart.sex',
  deceased: 'chart.fieldDeceased',
  identifier: 'chart.fieldIdentifier',
  telecom: 'chart.fieldTelecom',
  address: 'chart.fieldAddress',
  contact: 'chart.fieldContact',
  language: 'chart.fieldLanguage',
  maritalStatus: 'chart.fieldMaritalStatus',
  comment: 'chart.fieldComment',
  allergy: 'chart.fieldAllergy',
  substance: 'chart.fieldSubstance',
  reaction: 'chart.fieldReaction',
  criticality: 'chart.fieldCriticality',
  severity: 'chart.fieldSeverity',
  category: 'chart.fieldCategory',
  clinicalStatus: 'chart.fieldClinicalStatus',
  verification: 'chart.fieldVerification',
  onset: 'chart.fieldOnset',
  note: 'chart.fieldNote',
  noKnownAllergies: 'chart.fieldNoKnownAllergies',
  alert: 'chart.fieldAlert',
  alertStatus: 'chart.fieldAlertStatus',
  restricted: 'chart.fieldRestricted',
  noMessages: 'chart.fieldNoMessages',
  pair: 'chart.fieldPair',
  status: 'chart.fieldStatus',
  slot: 'chart.fieldSlot',
  booking: 'chart.fieldBooking',
  visitType: 'chart.fieldVisitType',
  reason: 'chart.fieldReason',
  cancelReason: 'chart.fieldCancelReason',
  overbookingReason: 'chart.fieldOverbookingReason',
  wish: 'chart.fieldWish',
  practitioner: 'chart.fieldPractitioner',
  place: 'chart.fieldPlace',
  class: 'chart.fieldClass',
  stay: 'chart.fieldStay',
  bed: 'chart.fieldBed',
  stayStart: 'chart.fieldStayStart',
  stayEnd: 'chart.fieldStayEnd',
  stayInError: 'chart.fieldStayInError',
  start: 'chart.fieldStart',
  end: 'chart.fieldEnd',
  other: 'chart.fieldOther',
  nothing: 'chart.fieldOther',
} as const satisfies Record<RecordField, string>;

/** What a field is called on screen. */
export function labelWords(field: RecordField): string {
  return t(LABELS[field]);
}

const ALLERGY = {
  low: 'chart.low',
  high: 'chart.high',
  'unable-to-assess': 'chart.unable-to-assess',
  mild: 'chart.mild',
  moderate: 'chart.moderate',
  severe: 'chart.severe',
  food: 'chart.food',
  medication: 'chart.medication',
  environment: 'chart.environment',
  biologic: 'chart.biologic',
  active: 'chart.active',
  inactive: 'chart.inactive',
  resolved: 'chart.resolved',
  unconfirmed: 'chart.verifiedUnconfirmed',
  confirmed: 'chart.verifiedConfirmed',
  refuted: 'chart.verifiedRefuted',
  'entered-in-error': 'chart.enteredInError',
} as const;

/** The coded words of the record, by the set that a field draws from. */
const WORDS = {
  sex: {
    male: 'widgets.sex.male',
    female: 'widgets.sex.female',
    other: 'widgets.sex.other',
    unknown: 'widgets.sex.unknown',
  },
  criticality: ALLERGY,
  severity: ALLERGY,
  category: ALLERGY,
  clinicalStatus: ALLERGY,
  verification: ALLERGY,
  alertStatus: ALLERGY,
  alertKind: {
    infection: 'chart.infection',
    falls: 'chart.falls',
    behaviour: 'chart.behaviour',
    resuscitation: 'chart.resuscitation',
    safeguarding: 'chart.safeguarding',
    other: 'chart.other',
  },
  appointmentStatus: {
    proposed: 'chart.statusProposed',
    pending: 'chart.statusPending',
    booked: 'chart.statusBooked',
    arrived: 'chart.statusArrived',
    fulfilled: 'chart.statusFulfilled',
    cancelled: 'chart.statusCancelled',
    noshow: 'chart.statusNoshow',
    'entered-in-error': 'chart.statusError',
    'checked-in': 'chart.statusCheckedIn',
    waitlist: 'chart.statusWaitlist',
  },
  encounterStatus: {
    planned: 'chart.visitPlanned',
    arrived: 'chart.visitArrived',
    triaged: 'chart.visitTriaged',
    'in-progress': 'chart.visitInProgress',
    onleave: 'chart.visitOnleave',
    finished: 'chart.visitFinished',
    cancelled: 'chart.visitCancelled',
    'entered-in-error': 'chart.visitError',
    unknown: 'chart.visitUnknown',
  },
  booking: {
    provisional: 'chart.provisional',
    confirmed: 'chart.confirmed',
    clash: 'chart.clash',
  },
  pair: { same: 'duplicates.one', different: 'duplicates.two' },
  class: { AMB: 'chart.classAMB', IMP: 'chart.classIMP', EMER: 'chart.classEMER' },
} as const;
type WordKey = Parameters<typeof t>[0];

/** A value of the record in words; a code that nobody named stands as it is, never hidden. */
export function valueWords(value: RecordValue, names: NamesKnown): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'date':
      return dateText(value.date);
    case 'instant':
      return momentText(value.at, names.zone);
    case 'location':
      return names.place(value.id) ?? t('chart.placeUnknown');
    case 'practitioner':
      return names.practitioner(value.id) ?? t('chart.personUnknown');
    case 'word':
      return wordOf(value.set, value.word);
    case 'slot': {
      const time = `${weekdayText(value.wall)}, ${value.wall.slice(11, 16)}`;
      if (!value.practitionerId) return time;
      const name = names.practitioner(value.practitionerId) ?? t('chart.personUnknown');
      return t('chart.slotWith', { time, name });
    }
    case 'stay':
      return t('chart.stayIn', {
        place: names.place(value.bedId) ?? t('chart.placeUnknown'),
        time: value.start ? timeText(value.start, names.zone) : '',
      });
  }
}

function wordOf(set: string, word: string): string {
  if (set === 'yes') return t(word === 'false' ? 'ui.no' : 'chart.yes');
  const words: Readonly<Record<string, WordKey>> | undefined = WORDS[set as keyof typeof WORDS];
  const key = words?.[word];
  if (!key) return set === 'class' ? t('chart.classOther') : word;
  return (t as (key: WordKey) => string)(key);
}
