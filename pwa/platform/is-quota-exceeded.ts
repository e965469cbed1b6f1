/** True for the one error that says that there is no room left; the browser's, or one of a library that carries it inside. */
export function isQuotaExceeded(cause: unknown): boolean {
  return /QuotaExceeded/.test(`${String(cause)} ${JSON.stringify(cause) ?? ''}`);
}
