import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { Icon } from '#pwa/ui/icon.tsx';
import type { SyncWords } from './sync-words.ts';
import { useSyncWords } from './use-sync-words.ts';
import { lazyLayer } from '#pwa/app/lazy-layer.tsx';

const SyncPanel = lazyLayer(() => import('./sync-panel.tsx').then((m) => m.SyncPanel));

/** What is saved where, always in sight. Opens what waits; where a change needs a person, it opens the inbox. */
export function SyncMark(): JSX.Element {
  const words = useSyncWords();
  const isOpen = useSignal(false);
  const { route } = useLocation();
  return (
    <>
      <button
        type="button"
        class={`sync sync-${words.look}`}
        aria-haspopup="dialog"
        onClick={() => (words.kind === 'refused' ? route('/inbox') : (isOpen.value = true))}
      >
        <SyncFace words={words} />
      </button>
      <SyncVoice words={words} />
      {isOpen.value && <SyncPanel onClose={() => (isOpen.value = false)} />}
    </>
  );
}

/** The same mark where nobody is signed in: it says how much waits and opens nothing. */
export function LockedMark({ leaseOver }: { readonly leaseOver: string | null }): JSX.Element {
  const words = useSyncWords(leaseOver);
  return (
    <p class={`sync sync-${words.look}`}>
      <SyncFace words={words} />
    </p>
  );
}

function SyncFace({ words }: { readonly words: SyncWords }): JSX.Element {
  return (
    <>
      <Icon name={words.icon} turning={words.isTurning} />
      <span class="sync-say">
        <b>{words.first}</b>
        {words.second && (
          <span class="sync-more">
            <bdi>{words.second}</bdi>
          </span>
        )}
      </span>
    </>
  );
}

/** Reads a change of state out once: politely, or at once where a person must act. Counts and ages are not read out. */
function SyncVoice({
  words,
}: {
  readonly words: SyncWords & { readonly kind: string };
}): JSX.Element {
  const said = useSignal('');
  const before = useRef(words.kind);
  const { kind, first, second, isUrgent } = words;
  useEffect(() => {
    if (before.current === kind) return;
    before.current = kind;
    said.value = kind === 'saved' ? first : `${first}, ${second}`;
    // Only the kind of state is news.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [kind]);
  return (
    <>
      <span class="vh" role="status">
        {isUrgent ? '' : said.value}
      </span>
      <span class="vh" role="alert">
        {isUrgent ? said.value : ''}
      </span>
    </>
  );
}
