interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

/** True for a key that walks over the board. */
export function isArrow(key: string): key is Arrow {
  return key === 'ArrowUp' || key === 'ArrowDown' || key === 'ArrowLeft' || key === 'ArrowRight';
}

/** Which of the boxes lies next in the direction of the arrow, as the eye sees it in any direction of writing; -1 at the edge. */
export function nextBox(boxes: readonly Box[], from: number, arrow: Arrow): number {
  const here = boxes[from];
  if (!here) return -1;
  const isFlat = arrow === 'ArrowLeft' || arrow === 'ArrowRight';
  let best = -1;
  let bestCost = Infinity;
  boxes.forEach((box, i) => {
    if (i === from) return;
    const ahead = aheadOf(here, box, arrow);
    if (ahead < 0) return;
    const aside = isFlat
      ? Math.abs(middle(box.top, box.bottom) - middle(here.top, here.bottom))
      : Math.abs(middle(box.left, box.right) - middle(here.left, here.right));
    // Along a row nothing above or below is meant.
    if (isFlat && (box.bottom <= here.top || box.top >= here.bottom)) return;
    const cost = ahead + aside / 2;
    if (cost < bestCost) {
      best = i;
      bestCost = cost;
    }
  });
  return best;
}

function aheadOf(here: Box, box: Box, arrow: Arrow): number {
  const slack = 1;
  switch (arrow) {
    case 'ArrowDown':
      return box.top - here.bottom + slack;
    case 'ArrowUp':
      return here.top - box.bottom + slack;
    case 'ArrowRight':
      return box.left - here.right + slack;
    case 'ArrowLeft':
      return here.left - box.right + slack;
  }
}

function middle(a: number, b: number): number {
  return (a + b) / 2;
}
