// @vitest-environment happy-dom
import { renderHook } from '@testing-library/preact';
import { expect, test, vi } from 'vitest';
import { present } from '#shared/lib/assert.ts';
import { aBooking } from '#shared/testing/an-appointment.ts';
import { someColumns } from './a-day.ts';
import { useMove } from './use-move.ts';

const columns = someColumns([
  aBooking('me', ['a', '09:00']),
  aBooking('other', ['b', '10:00']),
  aBooking('nobody’s', ['', '09:00']),
]);
const boxOf = (id: string) =>
  present(
    columns.flatMap(({ boxes }) => boxes).find((box) => box.id === id),
    'on the day',
  );

function aMove() {
  const landed = vi.fn<(id: string, verdict: string, wall: string) => void>();
  const { result } = renderHook(() =>
    useMove({ columns }, (box, { verdict, slot }) =>
      landed(box.id, verdict.kind, slot.wall.slice(11)),
    ),
  );
  return { move: result.current, landed };
}

test('a booking that is lifted, carried and let go lands where it was let go', () => {
  const { move, landed } = aMove();
  expect(move.lift(boxOf('me'), 'keys')).toBe(true);
  expect(move.moving.value?.landing.target).toEqual({ columnId: 'a', minute: 540 });
  move.aim({ columnId: 'b', minute: 630 });
  move.letGo();
  expect(landed.mock.calls).toEqual([['me', 'free', '10:30']]);
  expect(move.moving.value).toBeNull();
});

test('over a taken time it lands with the verdict, so that a reason can be asked for', () => {
  const { move, landed } = aMove();
  move.lift(boxOf('me'), 'pointer');
  move.aim({ columnId: 'b', minute: 600 });
  move.letGo();
  expect(landed.mock.calls).toEqual([['me', 'taken', '10:00']]);
});

test('a booking that is put back, or let go where it was, does not move', () => {
  const { move, landed } = aMove();
  move.lift(boxOf('me'), 'keys');
  move.aim({ columnId: 'b', minute: 630 });
  move.putBack();
  move.letGo();
  move.lift(boxOf('me'), 'keys');
  move.letGo();
  expect(landed).not.toHaveBeenCalled();
});

test('it stays where it was last judged while the hand is over no column', () => {
  const { move } = aMove();
  move.lift(boxOf('me'), 'pointer');
  move.aim({ columnId: 'b', minute: 630 });
  move.aim({ columnId: 'x', minute: 630 });
  expect(move.moving.value?.landing.target).toEqual({ columnId: 'b', minute: 630 });
});

test('a booking that names nobody is not lifted', () => {
  expect(aMove().move.lift(boxOf('nobody’s'), 'keys')).toBe(false);
});
