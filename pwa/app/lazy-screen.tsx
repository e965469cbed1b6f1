import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { learn, t, type Whose } from '#pwa/i18n/t.ts';
import { startAnew } from '#pwa/platform/start-anew.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { Skeleton } from '#pwa/ui/skeleton.tsx';
import { ScreenBoundary } from './screen-boundary.tsx';

type Screen = (props: RouteParts) => JSX.Element | null;
type AnyScreen = (props: never) => JSX.Element | null;
type Chunk =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly screen: Screen }
  | { readonly kind: 'failed' };

/** Props of a route: the parts of its path that have names. */
export interface RouteParts {
  readonly id?: string;
}

/**
 * A screen in a chunk of its own: drawn at once when it has been loaded before, after half a second as a skeleton, and in words
 * when it cannot be had. `first` screens need only the words that come with the app, `admin` ones words of their own. Trying again asks for
 * the chunk anew, which a suspended `lazy` never does; where the browser does not, the page starts anew.
 */
export function lazyScreen(load: () => Promise<AnyScreen>, words: Whose = 'staff'): LazyScreen {
  let loaded: Screen | undefined;
  const fetchScreen = async (): Promise<Screen> => {
    const [screen] = await Promise.all([load(), learn(words)]);
    // The router hands over what the path names; each screen asks for what its own path has.
    return (loaded ??= screen as Screen);
  };
  function Lazy({ id }: RouteParts): JSX.Element {
    const chunk = useSignal<Chunk>(
      loaded ? { kind: 'ready', screen: loaded } : { kind: 'loading' },
    );
    const ask = (isAgain = false): void => {
      chunk.value = { kind: 'loading' };
      void fetchScreen().then(
        (screen) => (chunk.value = { kind: 'ready', screen }),
        () => {
          chunk.value = { kind: 'failed' };
          if (isAgain) void startAnew();
        },
      );
    };
    useEffect(() => {
      if (chunk.peek().kind !== 'ready') ask();
      // Asked once; a failure is asked again by the button.
      // oxlint-disable-next-line react-hooks/exhaustive-deps
    }, []);
    const now = chunk.value;
    if (now.kind === 'failed') return <NotLoaded onRetry={() => ask(true)} />;
    if (now.kind === 'loading')
      return (
        <main class="main" id="main" tabIndex={-1}>
          <Skeleton />
        </main>
      );
    const { screen: Loaded } = now;
    return (
      <ScreenBoundary key={id ?? ''}>
        <Loaded {...(id === undefined ? {} : { id })} />
      </ScreenBoundary>
    );
  }
  return Object.assign(Lazy, { preload: () => void fetchScreen().catch(() => undefined) });
}
export type LazyScreen = ((props: RouteParts) => JSX.Element) & { readonly preload: () => void };

function NotLoaded({ onRetry }: { readonly onRetry: () => void }): JSX.Element {
  return (
    <main class="main" id="main" tabIndex={-1}>
      <h1 class="vh">{t('shell.chunkTitle')}</h1>
      <Notice
        tone="caution"
        title={t('shell.chunkTitle')}
        action={<Button onClick={onRetry}>{t('shell.tryAgain')}</Button>}
      >
        {t('shell.chunkWhy')}
      </Notice>
    </main>
  );
}
