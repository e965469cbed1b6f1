/** The Latin letter of a key, in lower case: as written, else by its place, so that single letters work on an Arabic layout. */
export function letterOf({ key, code }: { readonly key: string; readonly code: string }): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const isForeignLetter = key.length === 1 && /\p{L}/u.test(key);
  return isForeignLetter && /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : '';
}
