import type { HumanName } from '#shared/domain/human-name.ts';
import { nameText, shownName } from '#shared/domain/human-name.ts';
import { mrnText } from '#shared/domain/mrn.ts';
import type { Address, Patient } from '#shared/domain/patient.ts';
import { dateText } from '#pwa/i18n/formats.ts';
import { language } from '#pwa/i18n/language.ts';
import { isolated } from '#pwa/i18n/isolated.ts';
import { t } from '#pwa/i18n/t.ts';

/** One line of the details: a label, what stands there, and which paths of the record it shows. */
export interface DetailsRow {
  readonly label: string;
  readonly values: readonly string[];
  readonly paths: readonly string[];
}

/** Who a person is and how to reach them; what nobody recorded is said in words, not left out. */
export function detailsRows(patient: Patient): readonly DetailsRow[] {
  const telecom = Object.values(patient.telecom ?? {});
  const reachedBy = (kind: string): readonly string[] =>
    telecom.filter((entry) => entry.kind === kind).map(({ value }) => value);
  const rows: readonly DetailsRow[] = [
    { label: t('chart.name'), values: namesOf(patient), paths: ['/names'] },
    { label: t('chart.born'), values: [bornOf(patient)], paths: ['/birthDate'] },
    {
      label: t('chart.sex'),
      values: [t(`widgets.sex.${patient.sex ?? 'unknown'}`)],
      paths: ['/sex'],
    },
    { label: t('chart.numbers'), values: numbersOf(patient), paths: ['/identifiers'] },
    { label: t('chart.phone'), values: reachedBy('phone'), paths: ['/telecom'] },
    { label: t('chart.email'), values: reachedBy('email'), paths: [] },
    {
      label: t('chart.address'),
      values: Object.values(patient.addresses ?? {}).map(addressText),
      paths: ['/addresses'],
    },
    { label: t('chart.contacts'), values: contactsOf(patient), paths: ['/contacts'] },
    { label: t('chart.language'), values: languagesOf(patient), paths: ['/languages'] },
    ...(patient.maritalStatus
      ? [
          {
            label: t('chart.maritalStatus'),
            values: [patient.maritalStatus],
            paths: ['/maritalStatus'],
          },
        ]
      : []),
    ...(patient.deceased
      ? [
          {
            label: t('chart.deceased'),
            values: [diedText(patient.deceased.at)],
            paths: ['/deceased'],
          },
        ]
      : []),
    ...(patient.comment
      ? [{ label: t('chart.comment'), values: [patient.comment], paths: ['/comment'] }]
      : []),
  ];
  return rows;
}

function namesOf({ names }: Patient): readonly string[] {
  const shown = shownName(names);
  const others = Object.values(names ?? {}).filter((name: HumanName) => name !== shown);
  return [shown, ...others].map(nameText).filter(Boolean);
}

function bornOf({ birthDate, isBirthDateEstimated }: Patient): string {
  if (!birthDate) return t('chart.bornUnknown');
  return isBirthDateEstimated
    ? t('chart.bornEstimated', { date: dateText(birthDate) })
    : dateText(birthDate);
}

function diedText(at: string | undefined): string {
  return at ? dateText(at) : t('chart.bornUnknown');
}

const NUMBERS = {
  mrn: 'chart.identifierMrn',
  temporary: 'chart.identifierTemporary',
  national: 'chart.identifierNational',
  passport: 'chart.identifierPassport',
  licence: 'chart.identifierLicence',
  card: 'chart.identifierCard',
  other: 'chart.identifierOther',
} as const;

function numbersOf({ identifiers }: Patient): readonly string[] {
  return Object.values(identifiers ?? {}).map(
    ({ kind, value, use }) =>
      `${t(use === 'old' ? 'chart.identifierFormer' : NUMBERS[kind])} ${isolated(kind === 'mrn' ? mrnText(value) : value)}`,
  );
}

function contactsOf({ contacts }: Patient): readonly string[] {
  return Object.values(contacts ?? {}).map(({ name, relationship, phone }) =>
    [name, relationship, isolated(phone ?? '')].filter(Boolean).join(', '),
  );
}

function languagesOf({ languages }: Patient): readonly string[] {
  const names = new Intl.DisplayNames(language.value, { type: 'language' });
  return Object.values(languages ?? {}).map(({ code }) => {
    try {
      return names.of(code) ?? code;
    } catch {
      return code;
    }
  });
}

/** An address on one line, as it stands on a letter. */
function addressText(address: Address): string {
  const { line, postalCode, city, district, state, country } = address;
  const town = [postalCode, city].filter(Boolean).join(' ');
  return [line, town, district, state, country].filter(Boolean).join(', ');
}
