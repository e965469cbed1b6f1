/** What of an error may be logged: its name and where it was thrown, never its text, which may hold what nobody may log. */
export function safeCause(cause: unknown): {
  readonly error: string;
  readonly frames: readonly string[];
} {
  if (!(cause instanceof Error)) return { error: typeof cause, frames: [] };
  const frames = cause.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return { error: cause.name, frames: frames.map((line) => line.trim()) };
}
