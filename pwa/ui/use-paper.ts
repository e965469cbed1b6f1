import type { Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** Prints once what is drawn while `wanted` is not `none`, and then draws it no more: what is for paper alone is not kept out of sight. */
export function usePaper<T>(wanted: Signal<T>, none: T): void {
  const { value } = wanted;
  useEffect(() => {
    if (value === none) return undefined;
    const frame = requestAnimationFrame(() => {
      window.print();
      wanted.value = none;
    });
    return () => cancelAnimationFrame(frame);
  }, [value, wanted, none]);
}
