import { useLayoutEffect, useRef } from 'preact/hooks';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { commandOf, type Command, type Key } from './key-chords.ts';
import { navItemsFor } from './nav-items.ts';

export interface Verbs {
  readonly find: () => void;
  readonly keys: () => void;
  readonly lock: () => void;
  readonly region: (step: 1 | -1) => void;
  readonly go: (path: string) => void;
}
/** How long G waits for its letter. */
const CHORD_MS = 1500;

/** The keys that work anywhere (UI.md 5), from the moment that something is seen. What a screen has taken for itself is left to it. */
export function useShortcuts(verbs: Verbs): void {
  const { preferences } = usePlatform();
  const roles = useRoles();
  const latest = useRef({ verbs, roles });
  latest.current = { verbs, roles };
  useLayoutEffect(() => {
    let goSince: number | null = null;
    const onKey = (event: KeyboardEvent, isFirst: boolean): void => {
      const isGoing = goSince !== null && event.timeStamp - goSince < CHORD_MS;
      // The letter after G is taken before any screen sees it; every other key only if no screen wanted it.
      if (isFirst !== isGoing || event.defaultPrevented) return;
      const command = commandOf(keyOf(event), {
        isGoing,
        hasSingleKeys: preferences.hasSingleKeys.peek(),
      });
      goSince = command?.kind === 'go-next' ? event.timeStamp : null;
      if (!command) return;
      event.preventDefault();
      if (isGoing) event.stopPropagation();
      run(
        command,
        latest.current.verbs,
        (letter) => navItemsFor(latest.current.roles).find((item) => item.letter === letter)?.path,
      );
    };
    const first = (event: KeyboardEvent): void => onKey(event, true);
    const last = (event: KeyboardEvent): void => onKey(event, false);
    window.addEventListener('keydown', first, { capture: true });
    window.addEventListener('keydown', last);
    return () => {
      window.removeEventListener('keydown', first, { capture: true });
      window.removeEventListener('keydown', last);
    };
  }, [preferences]);
}

function run(command: Command, verbs: Verbs, pathOf: (letter: string) => string | undefined): void {
  switch (command.kind) {
    case 'find':
      return verbs.find();
    case 'keys':
      return verbs.keys();
    case 'lock':
      return verbs.lock();
    case 'region':
      return verbs.region(command.step);
    case 'book':
      return verbs.go('/book');
    case 'register':
      return verbs.go('/patients/new');
    case 'go': {
      const path = pathOf(command.letter);
      return path === undefined ? undefined : verbs.go(path);
    }
    case 'go-next':
  }
}

const FIELDS = 'input, select, textarea, [contenteditable="true"], [role="textbox"]';

function keyOf(event: KeyboardEvent): Key {
  const target = event.target instanceof Element ? event.target : null;
  return {
    key: event.key,
    code: event.code,
    isCtrl: event.ctrlKey || event.metaKey,
    isAlt: event.altKey,
    isShift: event.shiftKey,
    isInField: target?.closest(FIELDS) !== null && target !== null,
    isInLayer: document.querySelector('dialog[open]') !== null,
  };
}
