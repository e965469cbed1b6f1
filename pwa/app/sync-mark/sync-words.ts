import type { SyncState } from '#shared/sync/sync-state.ts';
import { agoText, dateTimeText, dayAt, spanText, timeText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import type { IconName } from '#pwa/ui/icon.tsx';

/** How the sync mark looks and what it says, in two lines (UI.md 6). */
export interface SyncWords {
  readonly look: 'saved' | 'saving' | 'offline' | 'again' | 'problem' | 'locked';
  readonly icon: IconName;
  readonly isTurning: boolean;
  readonly first: string;
  readonly second: string;
  /** Read out at once: a person must act, or what they enter is not kept. */
  readonly isUrgent: boolean;
}
export interface Around {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly zone: string | undefined;
  /** "this tablet", in the language on screen. */
  readonly place: string;
}
const HOUR_MS = 3_600_000;

/** The words of a state. A locked device says only how much waits; sending goes on all the same. */
export function syncWords(state: SyncState, around: Around): SyncWords {
  const { place } = around;
  switch (state.kind) {
    case 'starting':
      return calm('saving', t('sync.connecting'), t('sync.keptOn', { place }), 'send');
    case 'first-sync':
      return calm('saving', loadingWords(state.received, state.of), t('sync.firstSyncMore'));
    case 'saved':
      return calm('saved', t('sync.saved'), savedAgo(state.at, around), 'saved');
    case 'saving':
      return calm('saving', t('sync.saving', { n: state.unsent }), t('sync.keptOn', { place }));
    case 'offline':
      return calm('offline', sinceWords(state.since, around), waitingWords(state.unsent, place));
    case 'retrying': {
      const { sent, of, tries } = state;
      return calm('again', t('sync.again'), t('sync.againMore', { sent, of, tries }));
    }
    case 'signed-out-device':
      // A browser that died in its first half minute has lost its cookie: nothing goes on by itself.
      return urgent(
        t(state.isOutdated ? 'sync.outdated' : 'sync.signInAgain'),
        stillWaiting(state.unsent, state.handedOver),
      );
    case 'no-room': {
      const span = spanText(Math.max(0, Date.parse(state.at) - around.now));
      return calm(
        'again',
        t('sync.noRoom'),
        t('sync.noRoomMore', { n: state.unsent, place, span }),
        'kept',
      );
    }
    case 'refused':
      return urgent(t('sync.needYou', { n: state.count }), t('sync.keptOn', { place }));
    case 'storage-full':
      return urgent(t('sync.full', { place }), t('sync.keepOpen'));
    case 'storage-refused':
      return urgent(t('sync.readOnly'), t('sync.readOnlyMore'));
  }
}

/** While the sign-in page is shown: no patient, only how much waits. Before the replica is open that is not known (null): unknown is not zero. */
export function lockedWords(unsent: number | null, handedOver = 0): SyncWords {
  const second = unsent === null ? '' : stillWaiting(unsent, handedOver);
  return calm('locked', t('sync.locked'), second, 'lock');
}

function stillWaiting(n: number, handedOver = 0): string {
  if (handedOver > 0) return t('sync.handedOver', { n: handedOver });
  return n > 0 ? t('sync.stillWaiting', { n }) : t('sync.nothingWaiting');
}

/** Too long without contact: the device opens only when the hospital answers. */
export function leaseOverWords(lastContact: string, unsent: number, around: Around): SyncWords {
  const at = dateTimeText(lastContact, around.zone);
  return calm('locked', t('sync.leaseOver'), t('sync.leaseOverMore', { at, n: unsent }), 'lock');
}

/** Before the replica is open, and where it could not be opened. */
export function openingWords(hasFailed: boolean): SyncWords {
  if (hasFailed) return urgent(t('sync.failed'), t('sync.failedMore'));
  return calm('saving', t('sync.opening'), '', 'kept');
}

const ICONS = {
  saved: 'saved',
  saving: 'send',
  offline: 'kept',
  again: 'send',
  problem: 'alert',
  locked: 'lock',
} as const satisfies Record<SyncWords['look'], IconName>;

function calm(
  look: SyncWords['look'],
  first: string,
  second: string,
  icon: IconName = ICONS[look],
): SyncWords {
  const isTurning = icon === 'send';
  return { look, icon, isTurning, first, second, isUrgent: false };
}

function urgent(first: string, second: string): SyncWords {
  return { look: 'problem', icon: 'alert', isTurning: false, first, second, isUrgent: true };
}

/** 10 s ago, 4 min ago, then the clock time. */
function savedAgo(at: string, { now, zone }: Around): string {
  const ageMs = now - Date.parse(at);
  if (ageMs < HOUR_MS) return agoText(ageMs);
  return t('sync.at', { at: clockText(at, now, zone) });
}

function sinceWords(since: string, { now, zone }: Around): string {
  return t('sync.offlineSince', { at: clockText(since, now, zone) });
}

/** The time alone while it is today, with its day after that. */
export function clockText(at: string, now: number, zone: string | undefined): string {
  return dayAt(at, zone) === dayAt(now, zone) ? timeText(at, zone) : dateTimeText(at, zone);
}

function waitingWords(n: number, place: string): string {
  return n > 0 ? t('sync.changesOn', { n, place }) : t('sync.nothingWaiting');
}

function loadingWords(got: number, n: number | undefined): string {
  return n === undefined ? t('sync.firstSync', { n: got }) : t('sync.firstSyncOf', { got, n });
}
