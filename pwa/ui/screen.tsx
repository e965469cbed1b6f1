import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';

export interface ScreenProps {
  /** What the page is, for the tab and for h1; never a patient's name. */
  readonly title: string;
  /** Takes the place of the plain h1. A text is set as h1; anything else brings its own. */
  readonly heading?: ComponentChildren;
  readonly actions?: ComponentChildren;
  /** Edge to edge: the heading is drawn as it is and the content brings its own gutters. */
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}

/** One screen: its main region, its heading and what can be done here. */
export function Screen({ title, heading, actions, wide, children }: ScreenProps): JSX.Element {
  usePageTitle(title);
  const head = heading === undefined ? title : heading;
  const headline = typeof head === 'string' ? <h1>{head}</h1> : head;
  return (
    <main class={wide ? 'main main-flush' : 'main'} id="main" tabIndex={-1}>
      {wide && !actions && typeof head !== 'string' ? (
        headline
      ) : (
        <div class={wide ? 'screen-head screen-head-wide' : 'screen-head'}>
          <div class="grow">{headline}</div>
          {actions && <div class="row">{actions}</div>}
        </div>
      )}
      {children}
    </main>
  );
}

/** The name of the tab while a screen is shown. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Wardline`;
  }, [title]);
}
