import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '#pwa/i18n/t.ts';
import { closeCamera, openCamera, type CameraError, type Facing } from '#pwa/platform/camera.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';

interface CameraViewProps {
  readonly label: string;
  /** What can be done where there is no camera to look through. */
  readonly instead: string;
  /** Which way it looks at first: away from who holds the device, where nothing is said. */
  readonly faces?: Facing;
  /** Called once the picture moves; what it gives back is called at the end. */
  readonly onLive: (video: HTMLVideoElement) => () => void;
  /** The shape that is looked for in the picture. */
  readonly isSquare?: boolean;
}
type State = { readonly kind: 'opening' | 'live' } | CameraError;

/** What the camera sees now; where there is none to see through, why, and what to do instead. */
export function CameraView(props: CameraViewProps): JSX.Element {
  const { label, instead, faces = 'environment', onLive, isSquare = false } = props;
  const video = useRef<HTMLVideoElement>(null);
  const state = useSignal<State>({ kind: 'opening' });
  const facing = useSignal<Facing>(faces);
  const latest = useRef(onLive);
  latest.current = onLive;
  const wanted = facing.value;
  useEffect(() => {
    let end = (): void => undefined;
    let isGone = false;
    state.value = { kind: 'opening' };
    void openCamera(wanted).then(async (opened) => {
      if (!opened.ok) return void (state.value = opened.error);
      end = () => closeCamera(opened.value);
      if (isGone || !video.current) return end();
      video.current.srcObject = opened.value;
      await video.current.play().catch(() => undefined);
      if (isGone || !video.current) return end();
      state.value = { kind: 'live' };
      const stop = latest.current(video.current);
      end = () => {
        stop();
        closeCamera(opened.value);
      };
    });
    return () => {
      isGone = true;
      end();
    };
  }, [wanted, state]);
  const { kind } = state.value;
  const isOff = kind !== 'live' && kind !== 'opening';
  return (
    <div class="stack">
      {isOff && (
        <Notice tone="caution" title={t(`photo.camera-${kind}`)}>
          {kind === 'none' ? instead : `${t(`photo.camera-${kind}-why`)} ${instead}`}
        </Notice>
      )}
      <div class={isSquare ? 'camera camera-square' : 'camera'} data-faces={wanted} hidden={isOff}>
        <video ref={video} muted playsInline aria-label={label} />
        {kind === 'opening' && <p class="camera-wait">{t('photo.opening')}</p>}
      </div>
      {kind === 'live' && (
        <Button
          kind="quiet"
          icon="swap"
          onClick={() => (facing.value = wanted === 'user' ? 'environment' : 'user')}
        >
          {t('photo.otherCamera')}
        </Button>
      )}
    </div>
  );
}
