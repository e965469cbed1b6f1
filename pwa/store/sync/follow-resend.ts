import { effect } from '@preact/signals';
import type { Unsent } from './follow-unsent.ts';
import type { Line, LineStatus } from './line.ts';

/** How far the sending has come of what waited when the line came up after having been down. */
export interface Resend {
  readonly sent: number;
  readonly of: number;
  /** Which try brought the line up, at least the second. */
  readonly tries: number;
}
/** A resend with the mutations it began with. */
export interface Resending {
  readonly began: readonly string[];
  readonly tries: number;
}

/**
 *   nothing ── line up at the second try or later, something waits ──► sending again ── none of that waits, or line not up ──► nothing
 */
export function nextResending(
  before: Resending | null,
  was: LineStatus,
  is: LineStatus,
  waiting: ReadonlySet<string>,
): Resending | null {
  if (is.kind !== 'up') return null;
  const isBack = was.kind !== 'up' && was.tries > 0;
  const now = isBack ? { began: [...waiting], tries: was.tries + 1 } : before;
  return now?.began.some((id) => waiting.has(id)) ? now : null;
}

/** What a screen is told of it; changes made after it began are not counted. */
function resendOf({ began, tries }: Resending, waiting: ReadonlySet<string>): Resend {
  const left = began.filter((id) => waiting.has(id)).length;
  return { sent: began.length - left, of: began.length, tries };
}

/** Tells how the resend stands whenever the line or what waits changes; returns the way to stop. */
export function followResend(
  line: Line,
  unsent: Unsent,
  tell: (resend: Resend | null) => void,
): () => void {
  let was = line.status.peek();
  let now: Resending | null = null;
  return effect(() => {
    const is = line.status.value;
    const waiting = is.kind === 'up' ? idsOf(unsent) : new Set<string>();
    now = nextResending(now, was, is, waiting);
    was = is;
    tell(now && resendOf(now, waiting));
  });
}

function idsOf({ waiting }: Unsent): ReadonlySet<string> {
  return new Set(waiting.value.flatMap(({ document }) => document.trail.map(({ id }) => id)));
}
