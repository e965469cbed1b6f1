import type { JSX } from 'preact';
import { useLocation } from 'preact-iso/router';
import { t } from '#pwa/i18n/t.ts';
import { usePeopleFinder } from '#pwa/store/people-finder.ts';
import { NOBODY_YET, useRegistrationDraft } from '#pwa/store/registration-draft.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Icon } from '#pwa/ui/icon.tsx';
import { Skeleton } from '#pwa/ui/skeleton.tsx';
import { useMayRegister } from './register-link.tsx';

/** Nobody answers to what was typed: who was searched, and the next step. */
export function NobodyFound({ text }: { readonly text: string }): JSX.Element {
  const state = usePeopleFinder().state.value;
  if (state.kind === 'starting') return <Skeleton rows={3} />;
  return (
    <div class="card blank" role="status">
      <Icon name="search" />
      <h2>{t('patients.nobody', { text })}</h2>
      <p>
        {state.kind === 'ready'
          ? t('patients.nobodyWhy', { n: state.people })
          : t('patients.nobodyReading', state)}
      </p>
      <RegisterNamed text={text} />
    </div>
  );
}

/** Takes what was typed along into the form, unless somebody else is half typed there. */
function RegisterNamed({ text }: { readonly text: string }): JSX.Element {
  const draft = useRegistrationDraft();
  const mayRegister = useMayRegister();
  const { route } = useLocation();
  const register = async (): Promise<void> => {
    const { begunWith } = await import('#pwa/store/begun-with.ts');
    if (draft.value.peek() === NOBODY_YET) draft.value.value = begunWith(text);
    route('/patients/new');
  };
  return (
    <Button
      kind="main"
      icon="plus"
      disabled={!mayRegister}
      why={t('patients.mayNotRegister')}
      onClick={() => void register()}
    >
      {t('patients.registerNamed', { text })}
    </Button>
  );
}
