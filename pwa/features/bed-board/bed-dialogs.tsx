import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { occupantsIn } from '#shared/domain/ward-board.ts';
import { ActionsDialog } from './actions-dialog.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { SortOutDialog } from './sort-out-dialog.tsx';
import type { Asked, WardView } from './ward-view.ts';

interface DialogsProps {
  readonly view: WardView;
  readonly asked: Asked | null;
}

/** The one dialog that stands over the board, drawn from how the bed is now; it goes when the bed has changed meanwhile. */
export function BedDialogs({ view, asked }: DialogsProps): JSX.Element | null {
  const dialog = asked && dialogFor(view, asked);
  const isOver = asked !== null && dialog === null;
  useEffect(() => {
    if (isOver) view.ask(null);
    // `ask` is the same for the whole life of the board.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isOver]);
  return dialog;
}

function dialogFor(view: WardView, asked: Asked): JSX.Element | null {
  const bed = view.board.bays.flatMap(({ beds }) => beds).find(({ id }) => id === asked.bedId);
  if (!bed) return null;
  const common = { view, bed, onClose: () => view.ask(null) };
  if (asked.kind === 'actions') return <ActionsDialog {...common} />;
  if (asked.kind === 'close') return <CloseDialog {...common} />;
  if (asked.kind === 'sort-out') {
    return bed.state.kind === 'clash' ? (
      <SortOutDialog {...common} occupants={bed.state.occupants} />
    ) : null;
  }
  const occupant = occupantsIn(bed.state).find(
    ({ encounterId }) => encounterId === asked.encounterId,
  );
  return occupant ? <MoveDialog {...common} occupant={occupant} to={asked.to} /> : null;
}
