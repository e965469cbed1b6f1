import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { usePatient } from '#pwa/store/queries.ts';
import { Button } from '#pwa/ui/button.tsx';
import { PersonCard } from './person-card.tsx';

export interface PickedPersonProps {
  readonly id: string;
  /** Left out where the person is not to be changed here. */
  readonly onChange?: (() => void) | undefined;
}

/** Who something is for, before it is done: name, two identifiers, allergies. */
export function PickedPerson({ id, onChange }: PickedPersonProps): JSX.Element {
  const live = usePatient(id).value;
  const patient = live.kind === 'ready' ? live.rows[0]?.content : undefined;
  return (
    <div class="picked">
      <PersonCard patient={patient} />
      {onChange && <Button onClick={onChange}>{t('widgets.pickOther')}</Button>}
    </div>
  );
}
