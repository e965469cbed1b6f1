import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { useKeys } from './use-keys.ts';

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly {
    readonly key: string;
    readonly label: string;
    readonly count?: number;
  }[];
  readonly current: string;
  readonly onChange: (key: string) => void;
}

/** The parts of one screen; arrows go along them as they are written. */
export function Tabs({ label, tabs, current, onChange }: TabsProps): JSX.Element {
  const root = useRef<HTMLElement>(null);
  const move = (event: KeyboardEvent): void => {
    const buttons = [...(root.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const isBackwards = document.documentElement.dir === 'rtl';
    const step = { ArrowRight: isBackwards ? -1 : 1, ArrowLeft: isBackwards ? 1 : -1 }[event.key];
    if (step === undefined || at < 0) return;
    event.preventDefault();
    buttons.at((at + step) % buttons.length)?.focus();
  };
  useKeys(root, move);
  return (
    <nav ref={root} class="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <button
          key={tab.key}
          type="button"
          {...(tab.key === current ? { 'aria-current': 'page' as const } : {})}
          onClick={() => onChange(tab.key)}
        >
          {tab.label}
          {tab.count !== undefined && <span class="tally">{tab.count}</span>}
        </button>
      ))}
    </nav>
  );
}
