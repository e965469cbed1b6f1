import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { SelectField, TextField } from '#pwa/ui/field.tsx';
import type { NamedVisitKind } from '#shared/domain/visit-kind.ts';
import type { BookingDraft } from './booking-draft.ts';

export interface VisitFieldsProps {
  readonly draft: BookingDraft;
  readonly kinds: readonly NamedVisitKind[];
  readonly onSet: (change: Partial<BookingDraft>) => void;
}

/** What the visit is for. Nothing here is needed to book; a kind that the hospital has set brings its length and its needs along. */
export function VisitFields({ draft, kinds, onSet }: VisitFieldsProps): JSX.Element {
  const words = [
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
        value={kinds.length > 0 ? draft.visitKindId : draft.visitType}
        options={[
          { value: '', label: t('booking.kindNone') },
          ...(kinds.length > 0
            ? kinds.map(({ id, name }) => ({ value: id, label: name }))
            : words.map((word) => ({ value: word, label: word }))),
        ]}
        onChange={(value) => {
          const kind = kinds.find(({ id }) => id === value);
          if (!kind) return onSet({ visitType: kinds.length > 0 ? '' : value, visitKindId: '' });
          const { id: visitKindId, name: visitType, minutes } = kind;
          // A time that was chosen for another kind of visit may be too short, or in the wrong room.
          onSet({ visitKindId, visitType, minutes, chosen: null });
        }}
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
