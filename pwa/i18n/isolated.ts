/** A name or number inside a sentence of plain text, kept from turning round in Arabic: what `<bdi>` does where there is markup. */
export function isolated(text: string): string {
  return text === '' ? '' : `\u2068${text}\u2069`;
}
