// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { hearScans } from './hear-scans.ts';

const CODE = '1'.repeat(41);
let stop = (): void => undefined;
afterEach(() => {
  stop();
  document.body.replaceChildren();
});

function listen() {
  const heard: string[] = [];
  stop = hearScans(
    (figures) => (figures.endsWith(CODE) ? CODE : null),
    (text) => heard.push(text),
  );
  return heard;
}
let now = 1000;
/** As keys come: so many milliseconds apart; true where the page got Enter too. */
function type(text: string, apartMs: number, into: HTMLElement = document.body): boolean {
  const onPage = vi.fn<() => void>();
  into.addEventListener('keydown', onPage);
  for (const key of [...text, 'Enter']) {
    now += apartMs;
    onPage.mockClear();
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: now });
    into.dispatchEvent(event);
    if (into instanceof HTMLInputElement && key.length === 1) into.value += key;
  }
  into.removeEventListener('keydown', onPage);
  return onPage.mock.calls.length > 0;
}
function aField(value = ''): HTMLInputElement {
  const field = document.createElement('input');
  field.value = value;
  document.body.append(field);
  return field;
}

test('what a scanner types is heard, and the page does not get its Enter', () => {
  const heard = listen();
  expect(type(CODE, 5)).toBe(false);
  expect(type('4006381333931', 60)).toBe(false);
  expect(heard).toEqual([CODE, '4006381333931']);
});

test('what a hand types is no scan, nor is a short burst', () => {
  const heard = listen();
  expect(type('okonkwo', 90)).toBe(true);
  expect(type('gw', 5)).toBe(true);
  expect(heard).toEqual([]);
});

test('a pause begins anew: what stood before belongs to no scan', () => {
  const heard = listen();
  type('abc', 90);
  now += 500;
  type(CODE, 5);
  expect(heard).toEqual([CODE]);
});

test('a wristband counts in any field, and leaves what was typed there before', () => {
  const heard = listen();
  const field = aField('weiss');
  const onInput = vi.fn<() => void>();
  field.addEventListener('input', onInput);
  expect(type(CODE, 5, field)).toBe(false);
  expect([field.value, onInput.mock.calls.length, heard]).toEqual(['weiss', 1, [CODE]]);
});

test('a wristband counts on a slow tablet too, where its figures come apart', () => {
  const heard = listen();
  const field = aField();
  expect(type(CODE, 300, field)).toBe(false);
  expect([field.value, heard]).toEqual(['', [CODE]]);
});

test('any other code scanned into a field is the field’s own', () => {
  const heard = listen();
  const field = aField();
  expect(type('4006381333931', 5, field)).toBe(true);
  expect([field.value, heard]).toEqual(['4006381333931', []]);
});
