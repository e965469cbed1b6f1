import type { JSX } from 'preact';

/** The sign of the house. */
export function BrandMark(): JSX.Element {
  return (
    <svg class="brand-mark" viewBox="0 0 26 26" aria-hidden="true">
      <rect width="26" height="26" rx="7" />
      <path d="M4 13h5M17 13h5" />
      <circle cx="13" cy="13" r="2.6" />
    </svg>
  );
}
