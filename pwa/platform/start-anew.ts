/**
 * A browser gives a part of the app that it could not fetch no second chance in the same page. Where the hospital answers the page
 * starts anew; where it does not, it stays with all that is on it.
 */
export async function startAnew(): Promise<void> {
  const answer = await fetch('/version.json', { cache: 'no-store' }).catch(() => null);
  if (answer?.ok) location.reload();
}
