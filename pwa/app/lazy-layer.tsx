import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '#pwa/i18n/t.ts';
import { showToast } from '#pwa/ui/toast.tsx';

/** Every layer over a screen closes. */
type Layer = (props: { readonly onClose: () => void }) => JSX.Element | null;

/** Fetched unasked once the first screen has had the line and the processor to itself. */
const PRELOAD_MS = 8000;

/** A dialog or a panel in a chunk of its own, drawn the moment it is there; the first screen does not wait for it. */
export function lazyLayer(load: () => Promise<Layer>): Layer {
  let loaded: Layer | undefined;
  const fetchLayer = async (): Promise<void> => {
    loaded ??= await load();
  };
  setTimeout(() => void fetchLayer().catch(() => undefined), PRELOAD_MS);
  return function LazyLayer({ onClose }) {
    const isLoaded = useSignal(loaded !== undefined);
    useEffect(() => {
      let isGone = false;
      void fetchLayer().then(
        () => isGone || (isLoaded.value = true),
        () => {
          if (isGone) return;
          showToast({ text: `${t('shell.chunkTitle')} ${t('shell.chunkWhy')}`, tone: 'alarm' });
          onClose();
        },
      );
      return () => void (isGone = true);
      // Asked once; a new way to close changes nothing.
      // oxlint-disable-next-line react-hooks/exhaustive-deps
    }, [isLoaded]);
    if (!isLoaded.value || !loaded) return null;
    const Loaded = loaded;
    return <Loaded onClose={onClose} />;
  };
}
