// @vitest-environment happy-dom
import { render, screen } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { PhotoField } from './patient-photo.tsx';

test('a form that is drawn before the records are open offers the camera later, and stands', () => {
  render(<PhotoField photo={undefined} onPhoto={() => undefined} />);
  expect(screen.getByRole('button').getAttribute('aria-disabled')).toBe('true');
});
