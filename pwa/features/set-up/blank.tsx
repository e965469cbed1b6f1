import type { ComponentChildren, JSX } from 'preact';

/** What is not there, why, and what to do about it. */
export function Blank({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <div class="card blank">
      <h3>{title}</h3>
      <p>{children}</p>
    </div>
  );
}
