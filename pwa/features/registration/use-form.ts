import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { checkDemographics, isStorable, type Faults } from '#shared/domain/check-demographics.ts';
import type { Demographics, DemographicsField } from '#shared/domain/demographics.ts';
import { useKeys } from '#pwa/ui/use-keys.ts';

export interface Form {
  readonly root: { readonly current: HTMLFormElement | null };
  /** Faults that are said now. */
  readonly faults: Faults;
  /** True where all can be stored; otherwise says everything and goes to the first fault. */
  check(): boolean;
}

/** A form of demographics: what is wrong is said when a field is left, or for all at a try to save. Ctrl Enter saves. */
export function useForm(typed: Demographics, today: string): Form {
  const root = useRef<HTMLFormElement>(null);
  const left = useLeft(root);
  const isTried = useSignal(false);
  const all = checkDemographics(typed, today);
  useKeys(root, (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      root.current?.requestSubmit();
    }
  });
  return {
    root,
    faults: isTried.value ? all : said(all, typed, left.value),
    check: () => {
      isTried.value = true;
      if (isStorable(all)) return true;
      const first = Object.keys(typed).find((field) => isHard(all, field as DemographicsField));
      // The fold opens with the fault in it: the field is there after the next drawing.
      requestAnimationFrame(() =>
        root.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus(),
      );
      return false;
    },
  };
}

/** The names of the fields that were left. */
function useLeft(root: Form['root']): ReadonlySignal<ReadonlySet<string>> {
  const left = useSignal<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const form = root.current;
    const note = (event: FocusEvent): void => {
      const { name } = event.target as HTMLInputElement;
      if (name && !left.peek().has(name)) left.value = new Set([...left.peek(), name]);
    };
    form?.addEventListener('focusout', note);
    return () => form?.removeEventListener('focusout', note);
  }, [root, left]);
  return left;
}

function isHard(faults: Faults, field: DemographicsField): boolean {
  const fault = faults[field];
  return fault !== undefined && !('isCaution' in fault);
}

/** An empty field is not blamed for being empty before somebody tries to save. */
function said(all: Faults, typed: Demographics, left: ReadonlySet<string>): Faults {
  return Object.fromEntries(
    Object.entries(all).filter(
      ([field]) => left.has(field) && typed[field as DemographicsField] !== '',
    ),
  );
}
