import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { bytesText, dateTimeText } from '#pwa/i18n/formats.ts';
import { learn, t } from '#pwa/i18n/t.ts';
import { canSeal } from '#pwa/platform/can-seal.ts';
import { readFaults, type Fault } from '#pwa/platform/fault-log.ts';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { readStorageRoom, type StorageRoom } from '#pwa/platform/storage-room.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { CheckField } from '#pwa/ui/field.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { showToast } from '#pwa/ui/toast.tsx';
import { PasswordForm } from '#pwa/app/sign-in/password-form.tsx';
import { LanguageField, ThemeField } from './choices.tsx';

/** What one person sets for themselves, and what this device is. */
export function AccountScreen(): JSX.Element {
  const { preferences } = usePlatform();
  return (
    <Screen title={t('shell.account')}>
      <div class="account">
        <section class="card pad stack" aria-label={t('shell.language')}>
          <LanguageField />
          <ThemeField />
          <CheckField
            label={t('shell.singleKeys')}
            hint={t('shell.singleKeysHint')}
            checked={preferences.hasSingleKeys.value}
            onChange={(isOn) => preferences.chooseSingleKeys(isOn)}
          />
        </section>
        <section class="card pad stack" aria-labelledby="account-password">
          <h2 id="account-password">{t('shell.password')}</h2>
          <PasswordForm onDone={() => showToast({ text: t('signIn.changed') })} />
        </section>
        <Feed />
        <ThisDevice />
      </div>
    </Screen>
  );
}

/** Clinicians have a calendar of their own; its part is fetched for them alone. */
function Feed(): JSX.Element | null {
  const session = useSession();
  const card = useSignal<(() => JSX.Element | null) | null>(null);
  const isClinician = session.kind === 'signed-in' && session.person.practitionerId !== null;
  useEffect(() => {
    if (!isClinician) return;
    void Promise.all([import('./feed-card.tsx'), learn('admin')]).then(
      ([{ FeedCard }]) => (card.value = FeedCard),
      () => undefined,
    );
  }, [isClinician, card]);
  const Card = card.value;
  return Card && <Card />;
}

function ThisDevice(): JSX.Element {
  const session = useSession();
  const { deviceStore } = usePlatform();
  const room = useSignal<StorageRoom | null>(null);
  const faults = useSignal<readonly Fault[]>([]);
  useEffect(() => {
    void readStorageRoom().then((read) => (room.value = read));
    void readFaults(deviceStore).then((read) => (faults.value = read));
  }, [deviceStore, room, faults]);
  return (
    <section class="card pad stack" aria-labelledby="account-device">
      <h2 id="account-device">{t('shell.thisDevice')}</h2>
      <dl class="told">
        <dt>{t('shell.deviceName')}</dt>
        <dd>{session.kind === 'signed-in' && <bdi>{session.device.name}</bdi>}</dd>
        <dt>{t('shell.storage')}</dt>
        <dd>
          {room.value ? <StorageUsed room={room.value} /> : t('shell.storageUnknown')}
          <Sealed />
        </dd>
        <dt>{t('shell.version')}</dt>
        <dd>
          <bdi>{__APP_VERSION__}</bdi>
        </dd>
        <dt>{t('shell.faults')}</dt>
        <dd>
          {faults.value.length === 0 && t('shell.noFaults')}
          {faults.value.map(({ code, at, where }) => (
            <bdi key={at} class="told-line">
              {code} · {where} · {dateTimeText(at)}
            </bdi>
          ))}
        </dd>
      </dl>
    </section>
  );
}

function StorageUsed({ room }: { readonly room: StorageRoom }): JSX.Element {
  const words = { used: bytesText(room.used), quota: bytesText(room.quota) };
  return (
    <>
      <bdi class="told-line">{t('shell.storageOf', words)}</bdi>
      <span class="soft">{t(room.isPersisted ? 'shell.persisted' : 'shell.notPersisted')}</span>
    </>
  );
}

/** Whether somebody who copies the disk reads it. */
function Sealed(): JSX.Element | null {
  const replica = useReplica();
  if (!replica?.isKept) return null;
  const key = replica.sealed ? 'sealed' : canSeal() ? 'notSealedYet' : 'cannotSeal';
  return <span class="soft told-line">{t(`shell.${key}`)}</span>;
}
