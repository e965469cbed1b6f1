import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Demographics } from '#shared/domain/demographics.ts';
import { t } from '#pwa/i18n/t.ts';
import { NOBODY_YET, type RegistrationDraft } from '#pwa/store/registration-draft.ts';
import type { Draft } from '#pwa/store/use-draft.ts';
import { Button } from '#pwa/ui/button.tsx';
import { lazyPart } from '#pwa/ui/lazy-part.tsx';
import { DemographicsFields } from './demographics-fields.tsx';
import { RestoredNotice } from './restored-notice.tsx';
import { unanswered, type Twin } from './twins.ts';
import { useForm } from './use-form.ts';

const Who = lazyPart(() => import('./who-part.tsx').then((m) => m.WhoPart));
const Photo = lazyPart(() => import('#pwa/widgets/patient-photo.tsx').then((m) => m.PhotoField));

const KNOWN = { kind: 'known' } as const;

interface NewPersonFormProps {
  readonly draft: Draft<RegistrationDraft>;
  readonly twins: readonly Twin[];
  readonly today: string;
  readonly mayRegister: boolean;
  readonly onSave: () => Promise<void>;
}

/** The form at the desk. While a very likely twin is not answered, "Register as new" keeps its place and says why it is off. */
export function NewPersonForm(props: NewPersonFormProps): JSX.Element {
  const { draft, twins, today, mayRegister, onSave } = props;
  const { typed } = draft.value.value;
  const { root, faults, check } = useForm(typed, today);
  const isSaving = useSignal(false);
  const open = unanswered(twins, draft.value.value.notThem);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!mayRegister || open.length > 0 || isSaving.value || !check()) return;
    isSaving.value = true;
    await onSave().finally(() => (isSaving.value = false));
  };
  return (
    <form
      ref={root}
      class="card pad stack form"
      aria-label={t('registration.form')}
      noValidate
      onSubmit={(event) => void submit(event)}
    >
      {draft.isRestored.value && draft.value.value !== NOBODY_YET && (
        <RestoredNotice onStartOver={() => draft.clear()} />
      )}
      <DemographicsFields
        typed={typed}
        faults={faults}
        today={today}
        onChange={(next) => (draft.value.value = withTyped(draft.value.peek(), typed, next))}
      />
      <Who
        identity={draft.value.value.identity ?? KNOWN}
        typed={typed}
        today={today}
        onChange={(identity, next) =>
          (draft.value.value = { ...withTyped(draft.value.peek(), typed, next), identity })
        }
      />
      <Photo
        photo={draft.value.value.photo}
        onPhoto={(photo) => {
          const { photo: _old, ...kept } = draft.value.peek();
          draft.value.value = photo ? { ...kept, photo } : kept;
        }}
      />
      <FormFoot
        open={open}
        isNew={twins.length > 0}
        mayRegister={mayRegister}
        onSomeoneElse={() => {
          const kept = draft.value.peek();
          const notThem = [...kept.notThem, ...open.map(({ id }) => id)];
          draft.value.value = { ...kept, notThem };
        }}
      />
    </form>
  );
}

/** What was typed into one field, over what the form holds by now: another may have been filled in since it was drawn. */
function withTyped(
  now: RegistrationDraft,
  drawn: Demographics,
  next: Demographics,
): RegistrationDraft {
  const changed = Object.entries(next).filter(
    ([field, text]) => text !== drawn[field as keyof Demographics],
  );
  return { ...now, typed: { ...now.typed, ...Object.fromEntries(changed) } };
}

interface FormFootProps {
  readonly open: readonly Twin[];
  readonly isNew: boolean;
  readonly mayRegister: boolean;
  readonly onSomeoneElse: () => void;
}

function FormFoot({ open, isNew, mayRegister, onSomeoneElse }: FormFootProps): JSX.Element {
  const isBlocked = open.length > 0;
  return (
    <div class="form-foot stack">
      {isBlocked && <p class="small soft">{t('registration.blockedByTwin', { n: open.length })}</p>}
      <div class="row">
        <Button kind="main" type="submit" disabled={isBlocked || !mayRegister}>
          {t(isNew ? 'registration.submitNew' : 'registration.submit')}
        </Button>
        {isBlocked && <Button onClick={onSomeoneElse}>{t('registration.someoneElse')}</Button>}
        <a class="btn btn-quiet" href="/patients">
          {t('registration.cancel')}
        </a>
      </div>
    </div>
  );
}
