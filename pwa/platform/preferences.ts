import { signal, type ReadonlySignal } from '@preact/signals';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What a person set for this device. Kept in localStorage, because the page's first script needs the theme before the first paint. */
export interface Preferences {
  readonly theme: ReadonlySignal<Theme>;
  /** Single letters as shortcuts; on unless switched off (WCAG 2.1.4). */
  readonly hasSingleKeys: ReadonlySignal<boolean>;
  /** True while this device is the self check-in and shows nothing else, also after a reload. */
  readonly isKiosk: ReadonlySignal<boolean>;
  holdKiosk(isOn: boolean): void;
  /** True once a person has read a notice on this device that is worth saying once. */
  hasUnderstood(notice: string): boolean;
  understand(notice: string): void;
  chooseTheme(theme: Theme): void;
  chooseSingleKeys(isOn: boolean): void;
}
const THEME = 'wardline.theme';
const KEYS = 'wardline.single-keys';
const KIOSK = 'wardline.kiosk';
const UNDERSTOOD = 'wardline.understood.';

/** Reads what was set; where the browser keeps nothing, a choice holds until the page closes. */
export function openPreferences(): Preferences {
  const theme = signal<Theme>(THEMES.find((name) => name === read(THEME)) ?? 'system');
  const hasSingleKeys = signal(read(KEYS) !== 'off');
  const isKiosk = signal(read(KIOSK) === 'on');
  return {
    theme,
    hasSingleKeys,
    isKiosk,
    holdKiosk: (isOn) => {
      isKiosk.value = isOn;
      keep(KIOSK, isOn ? 'on' : 'off');
    },
    hasUnderstood: (notice) => read(UNDERSTOOD + notice) !== null,
    understand: (notice) => keep(UNDERSTOOD + notice, 'yes'),
    chooseTheme: (next) => {
      theme.value = next;
      keep(THEME, next);
      if (next === 'system') delete document.documentElement.dataset['theme'];
      else document.documentElement.dataset['theme'] = next;
    },
    chooseSingleKeys: (isOn) => {
      hasSingleKeys.value = isOn;
      keep(KEYS, isOn ? 'on' : 'off');
    },
  };
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage may be refused; the choice holds for this page.
  }
}
