import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { useClinicianNames } from '#pwa/store/use-clinician-names.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { Button } from '#pwa/ui/button.tsx';
import { CheckField } from '#pwa/ui/field.tsx';
import { nameWords, slotWords, whoWords } from '#pwa/widgets/appointment-words.ts';
import { phoneOf, type ToCall } from './away-list.ts';

export interface CallListProps {
  readonly list: readonly ToCall[];
  readonly onChange: (list: readonly ToCall[]) => void;
  readonly onDone: () => void;
}

/** Whom to call after a group move: name, both identifiers, telephone, the old time and the new one; ticked off, printed. */
export function CallList({ list, onChange, onDone }: CallListProps): JSX.Element {
  const { people, arePeopleRead } = usePeopleOf(list.map(({ patientId }) => patientId));
  const nameOf = useClinicianNames();
  const left = list.filter(({ isCalled }) => !isCalled).length;
  const tick = (id: string, isCalled: boolean): void =>
    onChange(list.map((one) => (one.id === id ? { ...one, isCalled } : one)));
  return (
    <section class="card" aria-labelledby="away-calls">
      <div class="card-head">
        <h2 id="away-calls" class="grow">
          {t('away.callTitle', { n: left })}
        </h2>
        <Button disabled={left > 0} why={t('away.callLeft')} onClick={onDone}>
          {t('away.callDone')}
        </Button>
      </div>
      {list.map(({ id, patientId, from, to, isCalled }) => {
        const patient = people.get(patientId);
        return (
          <div key={id} class="wait-row">
            <div>
              <b>
                <bdi>{nameWords(patient, arePeopleRead)}</bdi>
              </b>
              <p class="facts">
                <bdi>{whoWords(patient)}</bdi>
              </p>
              <bdi>{phoneOf(patient) || t('away.callNoPhone')}</bdi>
            </div>
            <p>
              <s>
                <bdi>{slotWords(from)}</bdi>
              </s>
              <br />
              <bdi>{`${slotWords(to)} · ${nameOf(to.practitionerId)}`}</bdi>
            </p>
            <CheckField
              label={t('away.called')}
              checked={isCalled}
              onChange={(on) => tick(id, on)}
            />
          </div>
        );
      })}
    </section>
  );
}
