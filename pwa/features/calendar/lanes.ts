/** Where a box stands in the width of its column: from `a` to `z`, both between 0 and 1. */
export interface Lane {
  readonly a: number;
  readonly z: number;
}
interface Timed {
  readonly minute: number;
  readonly minutes: number;
}

/** Puts boxes that share time side by side, equally wide; a box that shares none has the whole column. */
export function lanesOf<T extends Timed>(boxes: readonly T[]): readonly (T & Lane)[] {
  const inOrder = boxes.toSorted((x, y) => x.minute - y.minute || y.minutes - x.minutes);
  const placed: (T & Lane)[] = [];
  let group: { readonly box: T; readonly lane: number }[] = [];
  let groupEnd = -1;
  const close = (): void => {
    const lanes = Math.max(0, ...group.map(({ lane }) => lane + 1));
    for (const { box, lane } of group)
      placed.push({ ...box, a: lane / lanes, z: (lane + 1) / lanes });
    group = [];
  };
  for (const box of inOrder) {
    if (box.minute >= groupEnd) close();
    const busy = new Set(
      group.filter((other) => endOf(other.box) > box.minute).map(({ lane }) => lane),
    );
    let lane = 0;
    while (busy.has(lane)) lane += 1;
    group.push({ box, lane });
    groupEnd = Math.max(group.length === 1 ? 0 : groupEnd, endOf(box));
  }
  close();
  return placed;
}

function endOf({ minute, minutes }: Timed): number {
  return minute + minutes;
}
