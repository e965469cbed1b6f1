import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { Box } from './day-columns.ts';
import { isUnmoved, landingAt, type Landing, type Target } from './move-target.ts';
import type { DayView } from './use-day.ts';

/** A booking in the air: carried by the pointer or by the arrow keys. */
export interface Moving {
  readonly box: Box;
  readonly by: 'pointer' | 'keys';
  readonly landing: Landing;
}
export interface Move {
  readonly moving: ReadonlySignal<Moving | null>;
  lift(box: Box, by: Moving['by']): boolean;
  /** Carries it over another place; does nothing where it is there already. */
  aim(target: Target): void;
  /** Puts it back where it was. */
  putBack(): void;
  letGo(): void;
}

/** Moving as one small machine: lift, aim, then let go or put back. It lives as long as the day on the screen. `onLanded` decides what a landing means. */
export function useMove(
  view: Pick<DayView, 'columns'>,
  onLanded: (box: Box, landing: Landing) => void,
): Move {
  const moving = useSignal<Moving | null>(null);
  const land = (box: Box, target: Target): Landing | null => landingAt(box, target, view);
  const putBack = (): void => void (moving.value = null);
  return {
    moving,
    lift: (box, by) => {
      const landing = land(box, { columnId: box.columnId, minute: box.minute });
      if (landing) moving.value = { box, by, landing };
      return landing !== null;
    },
    aim: (target) => {
      const now = moving.peek();
      if (!now) return;
      if (isSame(now.landing.target, target)) return;
      const landing = land(now.box, target);
      if (landing) moving.value = { ...now, landing };
    },
    putBack,
    letGo: () => {
      const now = moving.peek();
      putBack();
      if (now && !isUnmoved(now.box, now.landing.target)) onLanded(now.box, now.landing);
    },
  };
}

function isSame(a: Target, b: Target): boolean {
  return a.columnId === b.columnId && a.minute === b.minute && a.minutes === b.minutes;
}
