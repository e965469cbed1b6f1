import { useSignal } from '@preact/signals';
import { hasRoom, occupantsIn, type BoardBed } from '#shared/domain/ward-board.ts';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import type { WardView } from './ward-view.ts';

const CARRIED = 'application/x-wardline-bed';

/** What a card listens to, so that it can be carried to another bed, by pointer or by the key M. */
export interface Carry {
  readonly isOver: boolean;
  readonly cardProps: {
    readonly 'data-bed': string;
    readonly draggable: boolean;
    readonly onDragStart: (event: DragEvent) => void;
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: () => void;
    readonly onDrop: (event: DragEvent) => void;
    readonly onKeyDown: (event: KeyboardEvent) => void;
  };
}

/** Carries whoever lies alone in a bed. A free bed takes them at once, with an undo; over somebody else people are asked first. */
export function useCarry(view: WardView, bed: BoardBed): Carry {
  const isOver = useSignal(false);
  const { preferences } = usePlatform();
  const [occupant, ...others] = occupantsIn(bed.state);
  const mayCarry = view.mayMove && occupant !== undefined && others.length === 0;
  const mayLand = view.mayMove && (hasRoom(bed) || bed.state.kind === 'occupied');
  const askMove = (): void => {
    if (mayCarry) view.ask({ kind: 'move', bedId: bed.id, encounterId: occupant.encounterId });
  };
  return {
    isOver: isOver.value,
    cardProps: {
      'data-bed': bed.id,
      draggable: mayCarry,
      onDragStart: (event) => {
        if (!mayCarry || !event.dataTransfer) return;
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData(CARRIED, bed.id);
      },
      onDragOver: (event) => {
        if (!mayLand || !event.dataTransfer?.types.includes(CARRIED)) return;
        event.preventDefault();
        isOver.value = true;
      },
      onDragLeave: () => (isOver.value = false),
      onDrop: (event) => {
        isOver.value = false;
        const from = event.dataTransfer?.getData(CARRIED);
        if (!mayLand || !from || from === bed.id) return;
        event.preventDefault();
        land(view, from, bed);
      },
      onKeyDown: (event) => {
        const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
        if (
          !isPlain ||
          !preferences.hasSingleKeys.value ||
          event.key.toLowerCase() !== 'm' ||
          isTyping(event)
        )
          return;
        event.preventDefault();
        askMove();
      },
    },
  };
}

function land(view: WardView, from: string, onto: BoardBed): void {
  const source = view.board.bays.flatMap(({ beds }) => beds).find(({ id }) => id === from);
  const occupant = source && occupantsIn(source.state)[0];
  if (!occupant) return;
  if (hasRoom(onto)) void view.verbs.move(occupant, onto.id);
  else view.ask({ kind: 'move', bedId: from, encounterId: occupant.encounterId, to: onto.id });
}

function isTyping(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
}
