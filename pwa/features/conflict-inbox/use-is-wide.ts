import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

const WIDE = '(min-width: 1024px)';

/** True where the list and the open case stand beside each other. */
export function useIsWide(): boolean {
  const isWide = useSignal(window.matchMedia(WIDE).matches);
  useEffect(() => {
    const media = window.matchMedia(WIDE);
    const follow = (): void => void (isWide.value = media.matches);
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, [isWide]);
  return isWide.value;
}
