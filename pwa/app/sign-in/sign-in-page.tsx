import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { HospitalAnswer } from '#shared/sync/accounts.ts';
import type { Person } from '#shared/domain/person.ts';
import { dayAt, timeText, weekdayText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { useSession, type KnownPerson, type SignInError } from '#pwa/store/session-context.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { usePageTitle } from '#pwa/ui/screen.tsx';
import { LanguageField } from '#pwa/app/account/choices.tsx';
import { BrandMark } from '#pwa/app/brand-mark.tsx';
import { LockedMark } from '#pwa/app/sync-mark/sync-mark.tsx';
import { placeWords } from '#pwa/app/sync-mark/use-sync-words.ts';
import { UpdatePrompt } from '#pwa/app/update-prompt.tsx';
import { KnownPeople } from './known-people.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { endedWords } from './sign-in-words.ts';

interface SignInPageProps {
  readonly known: readonly KnownPerson[];
  readonly hospital: HospitalAnswer | null;
  readonly isUnreachable: boolean;
}

/** The door: who is using this device. Names of staff and counts, no patient. */
export function SignInPage({ known, hospital, isUnreachable }: SignInPageProps): JSX.Element {
  const chosen = useSignal<Person | null>(known.length === 1 ? (known[0]?.person ?? null) : null);
  // Whoever has lost their way in meanwhile is nobody here any more.
  const person = known.find((one) => one.person.id === chosen.value?.id)?.person ?? null;
  const leaseOver = useSignal<string | null>(null);
  const isKnownPlace = known.length > 0;
  usePageTitle(t('signIn.title'));
  const onError = (error: SignInError): void => {
    leaseOver.value = error.kind === 'lease-over' ? error.lastContact : null;
  };
  return (
    <main class="door" id="main" tabIndex={-1}>
      <DoorHead facility={hospital?.facility?.name ?? null} leaseOver={leaseOver.value} />
      <div class={isKnownPlace ? 'door-body' : 'door-body door-single'}>
        <section aria-labelledby="door-title">
          <div class="row row-apart door-title">
            <div>
              <h1 id="door-title">
                {isKnownPlace ? t('signIn.who', { place: placeWords() }) : t('signIn.first')}
              </h1>
              {isKnownPlace ? (
                <DoorDay zone={hospital?.facility?.zone} />
              ) : (
                <p class="soft">{t('signIn.lead')}</p>
              )}
            </div>
            {isKnownPlace && <DoorClock zone={hospital?.facility?.zone} />}
          </div>
          {isKnownPlace && (
            <KnownPeople known={known} chosen={person} onChoose={(next) => (chosen.value = next)} />
          )}
        </section>
        <SignInForm
          key={person?.id ?? 'anybody'}
          person={person}
          demo={hospital?.demo ?? (isUnreachable ? [] : null)}
          onError={onError}
        />
      </div>
      <UpdatePrompt />
      <footer class="door-foot">
        <p class="row">
          <Icon name={isUnreachable ? 'offline' : 'shield'} />
          {isUnreachable ? t('signIn.noNetwork') : t('signIn.offlineToo', { place: placeWords() })}
        </p>
        <div class="push door-language">
          <LanguageField />
        </div>
      </footer>
    </main>
  );
}

interface DoorHeadProps {
  readonly facility: string | null;
  readonly leaseOver: string | null;
}

function DoorHead({ facility, leaseOver }: DoorHeadProps): JSX.Element {
  const session = useSession();
  const door = session.kind === 'signed-out' ? session : null;
  return (
    <>
      <header class="door-head">
        <span class="row">
          <BrandMark />
          <span class="door-name">
            <b>{facility ?? 'Wardline'}</b>
            {facility !== null && <span class="soft small">Wardline</span>}
          </span>
        </span>
        <span class="push" />
        <LockedMark leaseOver={leaseOver ?? door?.leaseOver ?? null} />
      </header>
      {door?.ended && !door.isDeviceLocked && (
        <Notice tone="caution" title={endedWords(door.ended, placeWords())} />
      )}
      {door?.isDeviceLocked && (
        <Notice tone="caution" title={t('signIn.deviceLocked', { place: placeWords() })} />
      )}
    </>
  );
}

function DoorDay({ zone }: { readonly zone: string | undefined }): JSX.Element {
  const now = useNow().value;
  return <p class="soft">{weekdayText(dayAt(now, zone), 'long')}</p>;
}

function DoorClock({ zone }: { readonly zone: string | undefined }): JSX.Element {
  const time = timeText(useNow(5000).value, zone);
  return (
    <time class="door-clock" dateTime={time}>
      {time}
    </time>
  );
}
