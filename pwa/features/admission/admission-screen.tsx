import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { mayWrite } from '#shared/domain/rights.ts';
import { t } from '#pwa/i18n/t.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { useBeds, type Beds } from '#pwa/store/use-beds.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { useKeys } from '#pwa/ui/use-keys.ts';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { StaleNote } from '#pwa/widgets/stale-note.tsx';
import { useToday } from '#pwa/widgets/use-today.ts';
import { AdmittedBed } from './admitted-bed.tsx';
import { AdmittedPerson } from './admitted-person.tsx';
import { useAdmission, type AdmissionForm } from './use-admission.ts';
import { useAdmit } from './use-admit.ts';

/** Puts a registered person into a free bed; whoever lies in hospital already is moved, never admitted twice. */
export function AdmissionScreen(): JSX.Element {
  const live = useBeds(useToday());
  return (
    <Screen title={t('admission.title')} heading={<Heading />}>
      <StaleNote />
      <WhenReady live={live}>{(beds) => <Form beds={beds} />}</WhenReady>
    </Screen>
  );
}

function Heading(): JSX.Element {
  return (
    <>
      <h1>{t('admission.title')}</h1>
      <p class="sub">{t('admission.sub')}</p>
    </>
  );
}

function Form({ beds }: { readonly beds: Beds }): JSX.Element {
  const form = useAdmission(beds);
  const admit = useAdmit(form);
  const why = useWhyNot(form);
  const root = useRef<HTMLFormElement>(null);
  useKeys(root, (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) root.current?.requestSubmit();
  });
  const send = (event: Event): void => {
    event.preventDefault();
    if (!why) void admit();
  };
  return (
    <form ref={root} class="stack admission" noValidate onSubmit={send}>
      {form.isRestored && (
        <Notice
          tone="info"
          title={t('admission.restored')}
          action={
            <Button kind="quiet" onClick={form.clear}>
              {t('admission.startOver')}
            </Button>
          }
        />
      )}
      <AdmittedPerson form={form} beds={beds} />
      <AdmittedBed form={form} beds={beds} />
      {form.patientId && form.bed && <p class="hint">{t('admission.confirm')}</p>}
      <div class="row">
        <Button
          kind="main"
          type="submit"
          icon={form.lies ? 'move' : 'plus'}
          disabled={why !== ''}
          why={why}
        >
          {submitWords(form)}
        </Button>
      </div>
    </form>
  );
}

/** Why the button is off; '' where it is on. */
function useWhyNot(form: AdmissionForm): string {
  const mayAdmit = mayWrite(useRoles(), 'encounters', '/stays');
  if (!mayAdmit) return t('admission.mayNot');
  if (!form.patientId) return t('admission.needsPerson');
  if (!form.isPersonRead) return t('admission.loadingPerson');
  if (!form.patient) return t('admission.unknownPerson');
  if (form.bed && form.lies?.bedId === form.bedId) return t('admission.sameBed');
  return form.isBedFree ? '' : t('admission.needsBed');
}

function submitWords({ lies, bed, isBedFree }: AdmissionForm): string {
  const name = isBedFree ? bed?.bed.name : undefined;
  if (lies) return name ? t('admission.move', { bed: name }) : t('admission.moveBlank');
  return name ? t('admission.submit', { bed: name }) : t('admission.submitBlank');
}
