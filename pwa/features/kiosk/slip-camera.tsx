import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { readCheckInCode } from '#shared/domain/check-in-code.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { CameraView } from '#pwa/widgets/camera-view.tsx';
import { readCodes } from '#pwa/widgets/read-codes.ts';

export interface SlipCameraProps {
  /** Takes the code of a slip; false where it cannot be taken just now. */
  readonly onCode: (text: string) => boolean;
}
/** Nobody is looked at for long: whoever goes away leaves no camera on. */
const LOOK_MS = 60_000;

/** The code of a slip, held before the tablet's own camera. It looks only when somebody asks it to, and until it has read one. */
export function SlipCamera({ onCode }: SlipCameraProps): JSX.Element {
  const isOpen = useSignal(false);
  const isOther = useSignal(false);
  const latest = useRef(onCode);
  latest.current = onCode;
  useEffect(() => {
    if (!isOpen.value) return undefined;
    const timer = setTimeout(() => (isOpen.value = false), LOOK_MS);
    return () => clearTimeout(timer);
  }, [isOpen, isOpen.value]);
  const hear = (text: string): void => {
    isOther.value = readCheckInCode(text) === null;
    // One look gives one answer, also on a tablet that is slow to close the camera.
    if (!isOther.value && isOpen.peek() && latest.current(text)) isOpen.value = false;
  };
  const turn = (): void => {
    isOther.value = false;
    isOpen.value = !isOpen.value;
  };
  return (
    <>
      <div class="row">
        <Button icon={isOpen.value ? 'close' : 'camera'} onClick={turn}>
          {isOpen.value ? t('kiosk.closeCamera') : t('kiosk.openCamera')}
        </Button>
      </div>
      <div role="status">
        {isOther.value && <Notice tone="info" title={t('kiosk.otherCode')} />}
      </div>
      {isOpen.value && (
        <CameraView
          label={t('kiosk.preview')}
          instead={t('kiosk.instead')}
          faces="user"
          isSquare
          onLive={(video) => readCodes(video, hear)}
        />
      )}
    </>
  );
}
