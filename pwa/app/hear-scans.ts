/** Nobody types so fast; a scanner on a slow tablet still does. */
const APART_MS = 70;
const SHORTEST = 6;

/**
 * Hears a scanner that types: letters faster than anybody's hand, ended by Enter. `isOurs` tells a code that counts wherever the focus is;
 * any other one that is typed into a field belongs to that field. Returns the way to stop.
 */
export function hearScans(
  isOurs: (text: string) => boolean,
  onScan: (text: string) => void,
): () => void {
  let [typed, at] = ['', 0];
  const onKey = (event: KeyboardEvent): void => {
    const { key, target, timeStamp } = event;
    if (timeStamp - at > APART_MS) typed = '';
    at = timeStamp;
    if (key.length === 1) return void (typed += key);
    if (key !== 'Enter' || typed.length < SHORTEST) return;
    const [text, field] = [typed, target as Partial<HTMLInputElement>];
    typed = '';
    if (field.value !== undefined && !isOurs(text)) return;
    event.preventDefault();
    event.stopPropagation();
    if (field.value?.endsWith(text)) {
      field.value = field.value.slice(0, -text.length);
      (target as HTMLElement).dispatchEvent(new Event('input', { bubbles: true }));
    }
    onScan(text);
  };
  window.addEventListener('keydown', onKey, { capture: true });
  return () => window.removeEventListener('keydown', onKey, { capture: true });
}
