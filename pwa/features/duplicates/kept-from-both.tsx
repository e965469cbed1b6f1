import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { mrnText } from '#shared/domain/mrn.ts';
import { mrnOf, type Address, type Patient } from '#shared/domain/patient.ts';
import { isolated } from '#pwa/i18n/isolated.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';

type Row = Stored<'patients'>;
/** What is a list: nothing of it is chosen, all of both is kept. */
const KEPT: readonly (readonly [label: Parameters<typeof t>[0], of: (p: Patient) => string[]])[] = [
  [
    'duplicates.numbers',
    ({ identifiers }) => Object.values(identifiers ?? {}).map(({ value }) => mrnText(value)),
  ],
  ['duplicates.reached', ({ telecom }) => Object.values(telecom ?? {}).map(({ value }) => value)],
  ['duplicates.addresses', ({ addresses }) => Object.values(addresses ?? {}).map(addressText)],
  [
    'duplicates.allergies',
    ({ allergies, alerts }) => [
      ...Object.values(allergies ?? {}).map(({ substance }) => substance),
      ...Object.values(alerts ?? {}).map(({ text }) => text),
    ],
  ],
];

/** Numbers, telephones, addresses, allergies and alerts of both records, side by side. */
export function KeptFromBoth({ two }: { readonly two: readonly [Row, Row] }): JSX.Element {
  const headingId = useId();
  return (
    <section class="stack" aria-labelledby={headingId}>
      <h2 id={headingId}>{t('duplicates.keepBoth')}</h2>
      <table class="compare merge-table card">
        <tbody>
          {KEPT.map(([label, of]) => (
            <tr key={label}>
              <th scope="row">{t(label as 'duplicates.numbers')}</th>
              {two.map(({ id, content }) => (
                <td key={id} data-label={isolated(mrnText(mrnOf(content) ?? ''))}>
                  <Entries entries={of(content)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Entries({ entries }: { readonly entries: readonly string[] }): JSX.Element {
  if (entries.length === 0) return <span class="soft">{t('duplicates.none')}</span>;
  return (
    <ul class="plain-list">
      {entries.map((entry, at) => (
        <li key={at}>
          <bdi>{entry}</bdi>
        </li>
      ))}
    </ul>
  );
}

function addressText({ line, postalCode, city }: Address): string {
  return [line, [postalCode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}
