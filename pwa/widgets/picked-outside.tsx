import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { PatientId } from '#shared/domain/ids.ts';
import { t } from '#pwa/i18n/t.ts';
import type { PersonHit } from '#pwa/store/people-finder.ts';
import { usePatient } from '#pwa/store/queries.ts';
import { Button } from '#pwa/ui/button.tsx';
import { OpenOutside } from './open-outside.tsx';
import { PickerList } from './picker-list.tsx';

export interface PickedOutsideProps {
  readonly id: string;
  readonly hit: PersonHit;
  readonly onHere: (id: PatientId) => void;
  readonly onOther: () => void;
}

/** Somebody whom only the directory names: their record is opened for a reason, on-line, and picked when it has arrived. */
export function PickedOutside({ id, hit, onHere, onOther }: PickedOutsideProps): JSX.Element {
  const live = usePatient(hit.id).value;
  const isHere = live.kind === 'ready' && live.rows.length > 0;
  useEffect(() => {
    if (isHere) onHere(hit.id as PatientId);
    // Told once, when it has come.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isHere]);
  return (
    <div class="stack">
      <PickerList id={id} hits={[hit]} at={0} onPick={() => undefined} />
      <OpenOutside id={hit.id} />
      <p>
        <Button onClick={onOther}>{t('widgets.pickOther')}</Button>
      </p>
    </div>
  );
}
