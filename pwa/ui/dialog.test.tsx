// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { Dialog } from './dialog.tsx';

afterEach(cleanup);

const shown = (onClose: () => void) => (
  <Dialog title="Discharge" onClose={onClose} footer={<button type="button">Keep</button>}>
    <input aria-label="Reason" />
  </Dialog>
);

test('a dialog takes the focus to its first field and gives it back when it goes', () => {
  const opener = document.body.appendChild(document.createElement('button'));
  opener.focus();
  const { unmount } = render(shown(() => undefined));
  expect(document.activeElement).toBe(screen.getByLabelText('Reason'));
  unmount();
  expect(document.activeElement).toBe(opener);
  opener.remove();
});

test('a dialog is named by its title and is modal', () => {
  render(shown(() => undefined));
  const dialog = screen.getByRole('dialog', { name: 'Discharge' });
  expect(dialog.hasAttribute('open')).toBe(true);
});

test('Escape, the cross and a tap beside the box close; a tap inside does not', () => {
  const onClose = vi.fn<() => void>();
  render(shown(onClose));
  const dialog = screen.getByRole('dialog');
  fireEvent.click(screen.getByLabelText('Reason'));
  expect(onClose).toHaveBeenCalledTimes(0);
  fireEvent(dialog, new Event('cancel', { cancelable: true }));
  expect(onClose).toHaveBeenCalledTimes(1);
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(onClose).toHaveBeenCalledTimes(2);
  fireEvent.click(dialog);
  expect(onClose).toHaveBeenCalledTimes(3);
});
