import { letterOf } from '#pwa/ui/letter-of.ts';

/** A key as it was pressed, and where. */
export interface Key {
  readonly key: string;
  /** The place on the keyboard: what counts where the layout writes no Latin letters. */
  readonly code: string;
  readonly isCtrl: boolean;
  readonly isAlt: boolean;
  readonly isShift: boolean;
  readonly isInField: boolean;
  /** A dialog is open: it has the keys to itself. */
  readonly isInLayer: boolean;
}
export type Command =
  | { readonly kind: 'find' | 'keys' | 'lock' | 'book' | 'register' }
  | { readonly kind: 'region'; readonly step: 1 | -1 }
  /** G was pressed: the next letter says where to. */
  | { readonly kind: 'go-next' }
  | { readonly kind: 'go'; readonly letter: string };
export interface ChordState {
  readonly isGoing: boolean;
  readonly hasSingleKeys: boolean;
}

/** What a key means anywhere in the app (UI.md 5); null leaves it to the page. Single letters work outside fields and can be switched off. */
export function commandOf(pressed: Key, { isGoing, hasSingleKeys }: ChordState): Command | null {
  if (pressed.isInLayer) return null;
  const letter = letterOf(pressed);
  if (pressed.isCtrl && !pressed.isAlt && !pressed.isShift && letter === 'k')
    return { kind: 'find' };
  if (pressed.isAlt && !pressed.isCtrl && letter === 'l') return { kind: 'lock' };
  if (pressed.key === 'F6') return { kind: 'region', step: pressed.isShift ? -1 : 1 };
  if (!hasSingleKeys || pressed.isInField || pressed.isCtrl || pressed.isAlt) return null;
  if (isGoing) return letter ? { kind: 'go', letter } : null;
  if (pressed.key === '?') return { kind: 'keys' };
  if (pressed.key === '/') return { kind: 'find' };
  if (pressed.isShift) return null;
  const commands: Readonly<Record<string, Command>> = {
    g: { kind: 'go-next' },
    b: { kind: 'book' },
    n: { kind: 'register' },
  };
  return commands[letter] ?? null;
}
