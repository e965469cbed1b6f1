import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Demographics } from '#shared/domain/demographics.ts';
import { nameParts, shownName } from '#shared/domain/human-name.ts';
import type { PatientId } from '#shared/domain/ids.ts';
import type { Sex } from '#shared/domain/patient.ts';
import type { Identity } from '#shared/domain/stand-in.ts';
import { t } from '#pwa/i18n/t.ts';
import { usePatient } from '#pwa/store/queries.ts';
import { RadioField } from '#pwa/ui/field.tsx';
import { PersonPicker } from '#pwa/widgets/person-picker.tsx';
import { PickedPerson } from '#pwa/widgets/picked-person.tsx';

interface WhoPartProps {
  readonly identity: Identity;
  readonly typed: Demographics;
  readonly today: string;
  readonly onChange: (identity: Identity, typed: Demographics) => void;
}
type Kind = Identity['kind'];
/** A newborn whose mother is not chosen yet. */
const NO_MOTHER = '' as PatientId;

/** Whether it is known who comes: somebody without a name, or a newborn, gets one that stands in until the real one is known. */
export function WhoPart({ identity, typed, today, onChange }: WhoPartProps): JSX.Element {
  const unknown = t(UNKNOWN[typed.sex || 'unknown']);
  const isNamed = identity.kind !== 'unknown' || typed.family === unknown;
  useEffect(() => {
    if (!isNamed) onChange(identity, { ...typed, family: unknown, given: '' });
  }, [isNamed, identity, typed, unknown, onChange]);
  const choose = (kind: Kind): void => {
    const named = { ...typed, family: '', given: '' };
    if (kind === 'newborn')
      onChange({ kind, motherId: NO_MOTHER }, { ...named, birth: typed.birth || today });
    else onChange({ kind }, named);
  };
  return (
    <>
      <RadioField
        label={t('identity.who')}
        name="who"
        value={identity.kind}
        options={(['known', 'unknown', 'newborn'] as const).map((value) => ({
          value,
          label: t(`identity.${value}`),
        }))}
        onChange={(kind) => choose(kind as Kind)}
      />
      {identity.kind === 'unknown' && <p class="hint">{t('identity.unknownWhy')}</p>}
      {identity.kind === 'newborn' && (
        <Mother
          id={identity.motherId}
          onMother={(motherId, name) =>
            onChange({ kind: 'newborn', motherId }, { ...typed, ...name })
          }
        />
      )}
    </>
  );
}

const UNKNOWN = {
  male: 'identity.unknownMan',
  female: 'identity.unknownWoman',
  other: 'identity.unknownPerson',
  unknown: 'identity.unknownPerson',
} as const satisfies Record<Sex, string>;

interface MotherProps {
  readonly id: PatientId;
  readonly onMother: (id: PatientId, name: Pick<Demographics, 'family' | 'given'>) => void;
}

/** Whose child it is; the child is called after her until it has a name. */
function Mother({ id, onMother }: MotherProps): JSX.Element {
  if (id === NO_MOTHER) return <MotherPicker onMother={onMother} />;
  return (
    <div class="stack" role="group" aria-label={t('identity.mother')}>
      <PickedPerson id={id} onChange={() => onMother(NO_MOTHER, { family: '', given: '' })} />
      <Named id={id} onMother={onMother} />
    </div>
  );
}

function MotherPicker({ onMother }: Pick<MotherProps, 'onMother'>): JSX.Element {
  return (
    <PersonPicker
      label={t('identity.mother')}
      onPick={(id) => onMother(id, { family: '', given: '' })}
    />
  );
}

/** Names the child once the mother's record is read. */
function Named({ id, onMother }: MotherProps): null {
  const live = usePatient(id).value;
  const mother = live.kind === 'ready' ? live.rows[0]?.content : undefined;
  useEffect(() => {
    if (!mother) return;
    const { family, given } = nameParts(shownName(mother.names));
    onMother(id, {
      family: family || given,
      given: t('identity.babyOf', { given: given || family }),
    });
    // Named once: what the desk types afterwards stays.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [id, mother === undefined]);
  return null;
}
