import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { CardState } from './booking-card.tsx';
import { focusStop, stopElement } from './use-roving.ts';

export interface Card {
  readonly card: ReadonlySignal<CardState | null>;
  pin(id: string): void;
  /** Closes it and puts the focus back on its booking. */
  close(): void;
  hide(): void;
}
/** The pointer has to rest; a card that follows every crossing would flicker. */
const REST_MS = 250;

/** The card of a booking opens on focus and under a resting pointer; a press pins it, with its actions. */
export function useCard(grid: RefObject<HTMLElement | null>, isBusy: () => boolean): Card {
  const card = useSignal<CardState | null>(null);
  const show = (id: string, isPinned: boolean): void => {
    const element = grid.current && stopElement(grid.current, id);
    if (!element || (!isPinned && (card.peek()?.isPinned || isBusy()))) return;
    card.value = { id, isPinned, anchor: element.getBoundingClientRect() };
  };
  const hide = (): void => {
    if (card.peek()?.isPinned !== true) card.value = null;
  };
  const verbs = useRef({ show, hide });
  verbs.current = { show, hide };
  useEffect(() => (grid.current ? watch(grid.current, verbs) : undefined), [grid]);
  return {
    card,
    hide: () => void (card.value = null),
    pin: (id) => show(id, true),
    close: () => {
      const id = card.peek()?.id;
      card.value = null;
      if (id) focusStop(grid.current, id);
      hide();
    },
  };
}

interface Verbs {
  readonly show: (id: string, isPinned: boolean) => void;
  readonly hide: () => void;
}

function watch(root: HTMLElement, verbs: { readonly current: Verbs }): () => void {
  const show = (id: string): void => verbs.current.show(id, false);
  const hide = (): void => verbs.current.hide();
  const gone = new AbortController();
  const { signal } = gone;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const idOf = ({ target }: Event): string | undefined =>
    (target as HTMLElement).closest<HTMLElement>('[data-stop]:not([data-free])')?.dataset['stop'];
  const over = (event: PointerEvent): void => {
    clearTimeout(timer);
    const id = idOf(event);
    if (event.pointerType !== 'mouse') return;
    if (id === undefined) hide();
    else timer = setTimeout(() => show(id), REST_MS);
  };
  const focus = (event: FocusEvent): void => {
    const id = idOf(event);
    const isByKeys = (event.target as HTMLElement).matches(':focus-visible');
    if (id !== undefined && isByKeys) show(id);
    else hide();
  };
  const leave = (): void => {
    clearTimeout(timer);
    hide();
  };
  root.addEventListener('pointerover', over, { signal });
  root.addEventListener('pointerleave', leave, { signal });
  root.addEventListener('pointerdown', leave, { signal });
  root.addEventListener('focusin', focus, { signal });
  root.addEventListener('focusout', hide, { signal });
  root.addEventListener('scroll', hide, { signal });
  return () => {
    clearTimeout(timer);
    gone.abort();
  };
}
