import type { JSX } from 'preact';
import type { Option } from '#pwa/ui/field.tsx';

export interface CheckListProps {
  readonly label: string;
  /** What it means that none is chosen. */
  readonly none: string;
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Some of several, folded away behind what is chosen; in the order in which they are shown. */
export function CheckList({ label, none, options, chosen, onChange }: CheckListProps): JSX.Element {
  const shown = options.filter(({ value }) => chosen.includes(value)).map((one) => one.label);
  const toggle = (value: string): void => {
    const next = new Set(chosen);
    if (!next.delete(value)) next.add(value);
    onChange([...next]);
  };
  return (
    <details class="check-list">
      <summary>
        <span class="label">{label}</span> <bdi>{shown.length > 0 ? shown.join(', ') : none}</bdi>
      </summary>
      <div class="pick" role="group" aria-label={label}>
        {options.map(({ value, label: name }) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={() => toggle(value)}
            />
            <bdi>{name}</bdi>
          </label>
        ))}
      </div>
    </details>
  );
}
