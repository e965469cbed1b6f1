import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { NO_DEMOGRAPHICS } from '#shared/domain/demographics.ts';
import { mayWrite } from '#shared/domain/rights.ts';
import { t } from '#pwa/i18n/t.ts';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import type { WriteError } from '#pwa/store/replica.ts';
import { useRegistrationDraft } from '#pwa/store/registration-draft.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { mrnLeft } from '#pwa/store/take-mrn.ts';
import { Chip } from '#pwa/ui/chip.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { showToast } from '#pwa/ui/toast.tsx';
import { personLine } from '#pwa/widgets/appointment-words.ts';
import { useToday } from '#pwa/widgets/use-today.ts';
import { writeErrorWords } from '#pwa/widgets/write-error-words.ts';
import { NewPersonForm } from './new-person-form.tsx';
import { TwinsPanel } from './twins-panel.tsx';
import { useRegister } from './use-register.ts';
import { useTwins } from './use-twins.ts';

/** Registers a person in seconds, offline too, with whoever may be the same person in sight all the time. */
export function RegistrationScreen(): JSX.Element {
  const today = useToday();
  const { route, query } = useLocation();
  const draft = useRegistrationDraft();
  const { typed, notThem, identity } = draft.value.value;
  // A name that many have in turn is nobody's.
  const isUnknown = identity?.kind === 'unknown';
  const twins = useTwins(isUnknown ? NO_DEMOGRAPHICS : typed, today);
  const failed = useSignal<WriteError | null>(null);
  const register = useRegister();
  const mayRegister = mayWrite(useRoles(), 'patients', '/names');
  const save = async (): Promise<void> => {
    const registered = await register(draft.value.peek(), today);
    if (!registered.ok) {
      failed.value = registered.error;
      return;
    }
    const { id, patient } = registered.value;
    draft.clear();
    route(nextAfter(query, id));
    showToast({ text: t('registration.registered', { who: personLine(patient) }) });
  };
  const open = (id: string): void => {
    draft.clear();
    route(nextAfter(query, id));
  };
  return (
    <Screen title={t('registration.title')} heading={<Heading />} actions={<PoolChip />}>
      <div class="stack">
        {!mayRegister && <Notice tone="caution" title={t('patients.mayNotRegister')} />}
        {failed.value && (
          <Notice tone="alarm" title={writeErrorWords(failed.value)}>
            {keepsNothing(failed.value) ? null : t('registration.typedKept')}
          </Notice>
        )}
        <div class="two-pane">
          <NewPersonForm
            draft={draft}
            twins={twins}
            today={today}
            mayRegister={mayRegister}
            onSave={save}
          />
          <TwinsPanel
            twins={twins}
            notThem={notThem}
            isAnythingTyped={typed !== NO_DEMOGRAPHICS}
            today={today}
            onChosen={open}
          />
        </div>
      </div>
    </Screen>
  );
}

/** A full device, and one that keeps nothing, keep what is typed no more than what is saved. */
function keepsNothing({ kind }: WriteError): boolean {
  return kind === 'storage-full' || kind === 'read-only';
}

/** Back to what the person is registered for (`?for=admit` or `?for=book`), else to the chart. */
function nextAfter(query: Readonly<Record<string, string>>, id: string): string {
  if (query['for'] === 'admit') return `/admit?patient=${id}&bed=${query['bed'] ?? ''}`;
  return query['for'] === 'book' ? `/book?patient=${id}` : `/patients/${id}`;
}

function Heading(): JSX.Element {
  return (
    <>
      <h1>{t('registration.title')}</h1>
      <p class="sub">{t('registration.sub')}</p>
    </>
  );
}

/** Where the number will come from; the number itself is drawn when the person is saved. */
function PoolChip(): JSX.Element | null {
  const { deviceStore } = usePlatform();
  const left = useSignal<number | null>(null);
  useEffect(() => {
    void mrnLeft(deviceStore).then(
      (n) => (left.value = n),
      () => undefined,
    );
  }, [deviceStore, left]);
  if (left.value === null) return null;
  return left.value > 0 ? (
    <Chip tone="accent">{t('registration.pool', { n: left.value })}</Chip>
  ) : (
    <Chip tone="caution">{t('registration.poolEmpty')}</Chip>
  );
}
