import type { ReadonlySignal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { timeOf } from '#shared/scheduling/wall-time.ts';
import { t } from '#pwa/i18n/t.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import { nameWords } from '#pwa/widgets/appointment-words.ts';
import type { DayView } from './use-day.ts';
import type { Moving } from './use-move.ts';
import { stopElement } from './use-roving.ts';
import { lengthAt } from './move-target.ts';
import { landingWords, spanWords } from './words.ts';

interface LandingFrameProps {
  readonly columnId: string;
  readonly moving: ReadonlySignal<Moving | null>;
  readonly view: Pick<DayView, 'people' | 'arePeopleRead'>;
}

/** In one column: the trace of the booking that was lifted, the frame where it would land, and the line saying free or why not. */
export function LandingFrame({ columnId, moving, view }: LandingFrameProps): JSX.Element | null {
  const now = moving.value;
  if (!now) return null;
  const { box, landing, by } = now;
  const { minute } = landing.target;
  const minutes = lengthAt(box, landing.target);
  const isFrom = box.columnId === columnId;
  const isHere = landing.target.columnId === columnId;
  const isFree = landing.verdict.kind === 'free';
  return (
    <>
      {isFrom && (
        <div
          class="ev ev-from"
          style={{ '--t': box.minute, '--n': box.minutes, '--a': box.a, '--z': box.z }}
        >
          <small>{t('calendar.movedFrom', { time: timeOf(box.minute) })}</small>
        </div>
      )}
      {isHere && (
        <>
          <div
            class={`ev ev-target${isFree ? '' : ' ev-target-no'}`}
            style={{ '--t': minute, '--n': minutes }}
          >
            {by === 'keys' && <Carried now={now} view={view} />}
          </div>
          <div class="cal-tip" style={{ '--t': minute + minutes + 4 }}>
            {landingWords(now, view)}
          </div>
        </>
      )}
    </>
  );
}

function Carried({
  now,
  view,
}: { readonly now: Moving } & Pick<LandingFrameProps, 'view'>): JSX.Element {
  const { box, landing } = now;
  const { minute } = landing.target;
  return (
    <>
      <b>
        <bdi>{nameWords(view.people.get(box.row.content.patientId ?? ''), view.arePeopleRead)}</bdi>
      </b>
      <small>
        <Icon name="move" />
        <span>{spanWords({ minute, minutes: lengthAt(box, landing.target) })}</span>
      </small>
    </>
  );
}

export interface GhostProps extends Omit<LandingFrameProps, 'columnId'> {
  readonly grid: RefObject<HTMLElement | null>;
  readonly ghost: RefObject<HTMLElement | null>;
}

/** The lifted copy that follows the pointer: fixed at the old place and carried by one transform. */
export function Ghost({ moving, view, grid, ghost }: GhostProps): JSX.Element | null {
  const now = moving.value;
  const id = now?.by === 'pointer' ? now.box.id : null;
  const [place, setPlace] = useState<Record<string, string>>({});
  useLayoutEffect(() => {
    const rect = id && grid.current && stopElement(grid.current, id)?.getBoundingClientRect();
    if (!rect) return;
    const px = (n: number): string => `${n}px`;
    setPlace({
      left: px(rect.left),
      top: px(rect.top),
      width: px(rect.width),
      height: px(rect.height),
    });
  }, [id, grid]);
  if (!now || !id) return null;
  return (
    <div
      class="ev ev-ghost cal-ghost"
      style={place}
      ref={ghost as RefObject<HTMLDivElement>}
      aria-hidden="true"
    >
      <Carried now={now} view={view} />
    </div>
  );
}
