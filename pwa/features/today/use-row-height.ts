import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

const PHONE = '(max-width: 599.98px)';
const TABLET = '(max-width: 1023.98px)';

/** How high a row of the list is: one line on a desktop, thumb-sized on a tablet, stacked on a phone. */
export function useRowHeight(): number {
  const height = useSignal(heightNow());
  useEffect(() => {
    const follow = (): void => void (height.value = heightNow());
    const lists = [PHONE, TABLET].map((query) => window.matchMedia(query));
    for (const list of lists) list.addEventListener('change', follow);
    return () => {
      for (const list of lists) list.removeEventListener('change', follow);
    };
  }, [height]);
  return height.value;
}

function heightNow(): number {
  if (window.matchMedia(PHONE).matches) return 168;
  return window.matchMedia(TABLET).matches ? 84 : 60;
}
