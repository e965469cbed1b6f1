import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** About what a phone or a tablet shows at once, and the step in which the rest follows. */
const FEW = 12;
const MORE = 6;

/** How many of `count` rows are drawn: those in sight at once, the rest frame by frame, so that no frame waits for rows nobody sees. */
export function useFewFirst(count: number): number {
  const drawn = useSignal(FEW);
  const isWhole = drawn.value >= count;
  useEffect(() => {
    if (isWhole) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A frame comes, is painted, and then there is time for the next rows.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => (drawn.value += MORE));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [drawn, drawn.value, isWhole]);
  return Math.min(count, drawn.value);
}
