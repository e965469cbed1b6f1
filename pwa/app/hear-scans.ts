/** Nobody types so fast; a scanner on a slow tablet still does. */
const APART_MS = 70;
const SHORTEST = 6;

/**
 * Hears a scanner that types: letters faster than anybody's hand, ended by Enter. `oursIn` finds a code of ours at the end of figures in a
 * row: it counts wherever the focus is and however slowly it came; any other code that is typed into a field belongs to that field. Returns
 * the way to stop.
 */
export function hearScans(
  oursIn: (figures: string) => string | null,
  onScan: (text: string) => void,
): () => void {
  let [typed, figures, at] = ['', '', 0];
  const onKey = (event: KeyboardEvent): void => {
    const { key, target, timeStamp } = event;
    if (timeStamp - at > APART_MS) typed = '';
    at = timeStamp;
    if (key.length === 1) {
      typed += key;
      figures = key >= '0' && key <= '9' ? figures + key : '';
      return;
    }
    if (key !== 'Enter') return;
    const ours = oursIn(figures);
    const [text, field] = [ours ?? typed, target as Partial<HTMLInputElement>];
    [typed, figures] = ['', ''];
    if (text.length < SHORTEST || (field.value !== undefined && !ours)) return;
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
