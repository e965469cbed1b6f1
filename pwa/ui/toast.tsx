import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '#pwa/i18n/t.ts';
import { Icon, type IconName } from './icon.tsx';

export interface Toast {
  readonly text: string;
  /** Resolves with the words of why nothing was taken back, or with nothing where it was. */
  readonly undo?: () => void | Promise<string | void>;
  readonly tone?: 'good' | 'alarm' | 'hold';
}
interface Shown extends Toast {
  readonly n: number;
}
const STAY_MS = 10_000;
const ICONS: Readonly<Record<NonNullable<Toast['tone']>, IconName>> = {
  good: 'check',
  alarm: 'alert',
  hold: 'kept',
};
/** The one thing of this room that outlives its components: a toast is told from anywhere and drawn once. */
const shown = signal<Shown | null>(null);
let told = 0;

/** Says what was done, for ten seconds, with a way back. A new one takes the place of the old. */
export function showToast(toast: Toast): void {
  shown.value = { ...toast, n: ++told };
}

/** Where toasts appear; the frame draws it once. It is always there, so that screen readers notice what comes. */
export function Toasts(): JSX.Element {
  const toast = shown.value;
  useEffect(() => {
    if (!toast) return undefined;
    const timer = setTimeout(() => hide(toast), STAY_MS);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toast && (
        <div key={toast.n} class={`toast toast-${toast.tone ?? 'good'}`}>
          <Icon name={ICONS[toast.tone ?? 'good']} />
          <p>{toast.text}</p>
          {toast.undo && (
            <button type="button" class="btn" onClick={() => takeBack(toast)}>
              {t('ui.undo')}
            </button>
          )}
          <button
            type="button"
            class="btn btn-icon"
            aria-label={t('ui.close')}
            onClick={() => hide(toast)}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}

function hide(toast: Shown): void {
  if (shown.value?.n === toast.n) shown.value = null;
}

function takeBack(toast: Shown): void {
  hide(toast);
  void Promise.resolve(toast.undo?.()).then(
    (why) => showToast(why ? { text: why, tone: 'alarm' } : { text: t('ui.undone') }),
    () => showToast({ text: t('ui.notSaved'), tone: 'alarm' }),
  );
}
