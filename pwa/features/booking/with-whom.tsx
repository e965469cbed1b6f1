import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { SelectField } from '#pwa/ui/field.tsx';
import { CheckList } from '#pwa/widgets/check-list.tsx';
import type { BookingDraft } from './booking-draft.ts';
import type { BookingDesk } from './use-desk.ts';

export interface WithWhomProps {
  readonly draft: BookingDraft;
  readonly desk: BookingDesk;
  readonly onSet: (change: Partial<BookingDraft>) => void;
}
const LENGTHS = [10, 15, 20, 30, 45, 60, 90, 120];

/** With one clinician, with some of them or with anybody who does this kind of visit, and how long. */
export function WithWhom({ draft, desk, onSet }: WithWhomProps): JSX.Element {
  const able = Object.keys(
    desk.kinds.find(({ id }) => id === draft.visitKindId)?.practitioners ?? {},
  );
  const people = desk.clinicians.filter(({ id }) => able.length === 0 || able.includes(id));
  const lengths = [...new Set([...LENGTHS, ...(draft.minutes ? [draft.minutes] : [])])];
  return (
    <>
      <div class="book-pair">
        <SelectField
          label={t('booking.with')}
          value={draft.practitionerId}
          options={[
            { value: '', label: t('booking.anybody') },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(practitionerId) => onSet({ practitionerId })}
        />
        <SelectField
          label={t('booking.length')}
          value={String(draft.minutes)}
          options={[
            { value: '0', label: t('booking.lengthUsual') },
            ...lengths
              .toSorted((a, b) => a - b)
              .map((n) => ({ value: String(n), label: t('booking.minutes', { n }) })),
          ]}
          onChange={(minutes) => onSet({ minutes: Number(minutes) })}
        />
      </div>
      {!draft.practitionerId && people.length > 2 && (
        <CheckList
          label={t('booking.among')}
          none={t('booking.amongAll')}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={draft.among}
          onChange={(among) => onSet({ among })}
        />
      )}
    </>
  );
}
