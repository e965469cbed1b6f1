import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { bytesText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { followOtherTabs } from '#pwa/platform/other-tabs.ts';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { askToKeep, readStorageRoom, type StorageRoom } from '#pwa/platform/storage-room.ts';
import { useReplica, useReplicaState } from '#pwa/store/replica-context.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { roomState } from './room-of.ts';

/** What is wrong with this device, the gravest first; each in words, with what was kept and what to do. */
export function DeviceNotices(): JSX.Element {
  const room = useRoom().value;
  return (
    <>
      <div class="notices no-print">
        <StoreNotice />
        <NearlyFull room={room} />
      </div>
      <div class="notices-dock no-print">
        <NoRecords />
        <NotKeptLong room={room} />
        <TabNotice />
      </div>
    </>
  );
}

/** The replica could not be opened, or the browser keeps nothing, or there is no room for a save. */
function StoreNotice(): JSX.Element | null {
  const state = useReplicaState().value;
  if (state.kind === 'failed') return <Told what="replicaFailed" />;
  if (state.kind !== 'open') {
    const { moving } = state;
    if (!moving) return null;
    return (
      <Notice tone="info" title={t('shell.moving')}>
        {t('shell.movingWhy', moving)}
      </Notice>
    );
  }
  if (!state.replica.isKept) return <Told what="readOnly" />;
  return state.replica.sync.state.value.kind === 'storage-full' ? <Told what="full" /> : null;
}

function Told({ what }: { readonly what: 'replicaFailed' | 'readOnly' | 'full' }): JSX.Element {
  return (
    <Notice tone="alarm" title={t(`shell.${what}`)}>
      {t(`shell.${what}Why`)}
    </Notice>
  );
}

interface RoomProps {
  readonly room: StorageRoom | null;
}

/** Said as long as it lasts. */
function NearlyFull({ room }: RoomProps): JSX.Element | null {
  if (!room || roomState(room) !== 'nearly-full') return null;
  const words = { used: bytesText(room.used), quota: bytesText(room.quota) };
  return (
    <Notice tone="caution" title={t('shell.nearlyFull')}>
      {t('shell.nearlyFullWhy', words)}
    </Notice>
  );
}

/** Said as long as it is so: an empty list of people here is no empty hospital. */
function NoRecords(): JSX.Element | null {
  if (useReplica()?.sync.holdsRecords.value !== false) return null;
  return <Notice tone="info" title={t('people.noRecordsHere')} />;
}

/** That the browser may clear the device is said until it was understood, once. */
function NotKeptLong({ room }: RoomProps): JSX.Element | null {
  const isKept = useReplica()?.isKept === true;
  const { preferences } = usePlatform();
  const isClosed = useSignal(preferences.hasUnderstood(KEPT_NOTICE));
  if (roomState(room) !== 'not-persisted' || !isKept || isClosed.value) return null;
  return (
    <Notice
      tone="info"
      title={t('shell.notKeptLong')}
      action={
        <Understood
          onClick={() => {
            preferences.understand(KEPT_NOTICE);
            isClosed.value = true;
          }}
        />
      }
    >
      {t('shell.notKeptLongWhy')}
    </Notice>
  );
}

function Understood({ onClick }: { readonly onClick: () => void }): JSX.Element {
  return <Button onClick={onClick}>{t('shell.understood')}</Button>;
}

const KEPT_NOTICE = 'not-persisted';
const LOOK_MS = 60_000;

/** Looked at from when there is something to keep, and the browser has been asked to. */
function useRoom(): ReadonlySignal<StorageRoom | null> {
  const room = useSignal<StorageRoom | null>(null);
  const isOpen = useReplica() !== null;
  useEffect(() => {
    if (!isOpen) return undefined;
    const look = (): void => void readStorageRoom().then((read) => (room.value = read));
    void askToKeep().then(look);
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [room, isOpen]);
  return room;
}

function TabNotice(): JSX.Element | null {
  const tabs = useMemo(followOtherTabs, []);
  const isClosed = useSignal(false);
  useEffect(() => tabs.stop, [tabs]);
  if (!tabs.hasOther.value || isClosed.value) return null;
  return (
    <Notice
      tone="info"
      title={t('shell.otherTab')}
      action={<Understood onClick={() => (isClosed.value = true)} />}
    >
      {t('shell.otherTabWhy')}
    </Notice>
  );
}
