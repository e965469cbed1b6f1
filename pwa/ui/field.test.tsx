// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { Button } from './button.tsx';
import { CheckField, RadioField, SelectField, TextArea, TextField } from './field.tsx';

afterEach(cleanup);
const OPTIONS = [
  { value: 'f', label: 'Female' },
  { value: 'm', label: 'Male' },
];
const textOf = (ids: string | null): string =>
  (ids ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? 'missing')
    .join(' | ');

test('a field is found by its label, and its error and hint are read with it', () => {
  render(
    <TextField label="Born" value="" onInput={() => undefined} hint="Day first" error="No date" />,
  );
  const input = screen.getByLabelText('Born');
  expect(input.getAttribute('aria-invalid')).toBe('true');
  expect(textOf(input.getAttribute('aria-describedby'))).toBe('No date | Day first');
});

test('a field without an error is not marked as wrong', () => {
  render(<TextField label="Born" value="" onInput={() => undefined} />);
  const input = screen.getByLabelText('Born');
  expect(input.hasAttribute('aria-invalid')).toBe(false);
  expect(input.hasAttribute('aria-describedby')).toBe(false);
});

test('a field that is not needed says so in its label', () => {
  render(<TextArea label="Comment" value="" onInput={() => undefined} optional />);
  expect(screen.getByLabelText('Comment not needed')).toBeTruthy();
});

test('fields hand over what was typed or chosen', () => {
  const heard = vi.fn<(value: string | boolean) => void>();
  render(
    <>
      <TextField label="Family name" value="" onInput={heard} />
      <SelectField label="Sex" value="f" options={OPTIONS} onChange={heard} />
      <RadioField label="Sex at birth" value="f" options={OPTIONS} onChange={heard} />
      <CheckField label="Estimated" checked={false} onChange={heard} />
    </>,
  );
  fireEvent.input(screen.getByLabelText('Family name'), { target: { value: 'Okonkwo' } });
  fireEvent.change(screen.getByLabelText('Sex'), { target: { value: 'm' } });
  fireEvent.click(screen.getByLabelText('Male'));
  fireEvent.click(screen.getByLabelText('Estimated'));
  expect(heard.mock.calls).toEqual([['Okonkwo'], ['m'], ['m'], [true]]);
});

test('a button that is off keeps its place, says why and does nothing, not even by the Enter key of its form', () => {
  const onClick = vi.fn<() => void>();
  const onSubmit = vi.fn<() => void>();
  render(
    <form onSubmit={onSubmit}>
      <Button type="submit" disabled why="A very likely twin waits" onClick={onClick}>
        Register as new
      </Button>
    </form>,
  );
  const button = screen.getByRole('button');
  fireEvent.click(button);
  expect(onClick).not.toHaveBeenCalled();
  expect(onSubmit).not.toHaveBeenCalled();
  expect(button.getAttribute('aria-disabled')).toBe('true');
  expect(textOf(button.getAttribute('aria-describedby'))).toBe('A very likely twin waits');
});
