import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { SelectField, TextField } from '#pwa/ui/field.tsx';
import type { BookingDraft } from './booking-draft.ts';

export interface VisitFieldsProps {
  readonly draft: BookingDraft;
  readonly onSet: (change: Partial<BookingDraft>) => void;
}

/** What the visit is for. Nothing here is needed to book. */
export function VisitFields({ draft, onSet }: VisitFieldsProps): JSX.Element {
  const kinds = [
    t('booking.kindFirst'),
    t('booking.kindFollowUp'),
    t('booking.kindProcedure'),
    t('booking.kindNurse'),
    t('booking.kindTelephone'),
  ];
  return (
    <section class="card pad stack book-visit" aria-labelledby="book-visit">
      <h2 id="book-visit">{t('booking.visit')}</h2>
      <SelectField
        label={t('booking.kind')}
        optional
        value={draft.visitType}
        options={[
          { value: '', label: t('booking.kindNone') },
          ...kinds.map((kind) => ({ value: kind, label: kind })),
        ]}
        onChange={(visitType) => onSet({ visitType })}
      />
      <TextField
        label={t('booking.reason')}
        hint={t('booking.reasonHint')}
        optional
        maxLength={300}
        autoComplete="off"
        value={draft.reason}
        onInput={(reason) => onSet({ reason })}
      />
      <TextField
        label={t('booking.comment')}
        optional
        maxLength={300}
        autoComplete="off"
        value={draft.comment}
        onInput={(comment) => onSet({ comment })}
      />
    </section>
  );
}
