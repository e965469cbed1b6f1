import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { learn } from '#pwa/i18n/t.ts';

type Part<Props> = (props: Props) => JSX.Element | null;

/** A part of a screen in a chunk of its own, with the words of the desk: drawn once it is there, and not missed where it cannot be had. */
export function lazyPart<Props extends object>(load: () => Promise<Part<Props>>): Part<Props> {
  let Loaded: Part<Props> | undefined;
  return function LazyPart(props) {
    const isHere = useSignal(Loaded !== undefined);
    useEffect(() => {
      void Promise.all([load(), learn('desk')]).then(
        ([part]) => {
          Loaded = part;
          isHere.value = true;
        },
        () => undefined,
      );
    }, [isHere]);
    return isHere.value && Loaded ? <Loaded {...props} /> : null;
  };
}
