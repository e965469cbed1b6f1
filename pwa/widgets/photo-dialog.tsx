import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '#pwa/i18n/t.ts';
import { smallPhoto } from '#pwa/platform/small-photo.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Dialog } from '#pwa/ui/dialog.tsx';
import { CameraView } from './camera-view.tsx';

export interface PhotoDialogProps {
  /** Whom the photo is of, with two identifiers where there are any. */
  readonly children?: ComponentChildren;
  readonly hasPhoto: boolean;
  readonly onClose: () => void;
  /** The small photo, or null to take it away; what stands in the way, in words. */
  readonly onPhoto: (photo: Blob | null) => Promise<string | null>;
}

/** Takes a photo by the camera, or a picture from the device; it is looked at before it counts. */
export function PhotoDialog(props: PhotoDialogProps): JSX.Element {
  const { children, hasPhoto, onClose } = props;
  const video = useSignal<HTMLVideoElement | null>(null);
  const { taken, trouble, isBusy, look, settle } = useTaking(props);
  const shown = taken.value;
  return (
    <Dialog
      title={t('photo.title')}
      onClose={onClose}
      footer={
        shown ? (
          <>
            <Button
              kind="main"
              icon="check"
              disabled={isBusy.value}
              onClick={() => void settle(shown)}
            >
              {t('photo.use')}
            </Button>
            <Button icon="undo" disabled={isBusy.value} onClick={() => (taken.value = null)}>
              {t('photo.again')}
            </Button>
          </>
        ) : (
          <TakeButtons
            video={video.value}
            hasPhoto={hasPhoto}
            onPicture={(picture) => void look(picture)}
            onRemove={() => void settle(null)}
          />
        )
      }
    >
      {children}
      {shown ? (
        <Preview photo={shown} />
      ) : (
        <CameraView
          label={t('photo.preview')}
          instead={t('photo.chooseInstead')}
          isSquare
          onLive={(live) => {
            video.value = live;
            return () => (video.value = null);
          }}
        />
      )}
      <p class="hint" role="status">
        {trouble.value}
      </p>
    </Dialog>
  );
}

/** What was taken and is being looked at, and what stands in its way. */
function useTaking({ onClose, onPhoto }: Pick<PhotoDialogProps, 'onClose' | 'onPhoto'>) {
  const taken = useSignal<Blob | null>(null);
  const trouble = useSignal<string | null>(null);
  const isBusy = useSignal(false);
  return {
    taken,
    trouble,
    isBusy,
    look: async (picture: Blob | HTMLVideoElement): Promise<void> => {
      taken.value = await smallPhoto(picture);
      trouble.value = taken.value ? null : t('photo.unreadable');
    },
    settle: async (photo: Blob | null): Promise<void> => {
      if (isBusy.value) return;
      isBusy.value = true;
      trouble.value = await onPhoto(photo);
      isBusy.value = false;
      if (trouble.value === null) onClose();
    },
  };
}

interface TakeButtonsProps {
  /** Null while there is nothing to be seen. */
  readonly video: HTMLVideoElement | null;
  readonly hasPhoto: boolean;
  readonly onPicture: (picture: Blob | HTMLVideoElement) => void;
  readonly onRemove: () => void;
}

function TakeButtons({ video, hasPhoto, onPicture, onRemove }: TakeButtonsProps): JSX.Element {
  return (
    <>
      <Button kind="main" icon="camera" disabled={!video} onClick={() => video && onPicture(video)}>
        {t('photo.take')}
      </Button>
      <FileButton onFile={onPicture} />
      {hasPhoto && (
        <Button kind="quiet" icon="close" onClick={onRemove}>
          {t('photo.remove')}
        </Button>
      )}
    </>
  );
}

function Preview({ photo }: { readonly photo: Blob }): JSX.Element {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const address = URL.createObjectURL(photo);
    if (image.current) image.current.src = address;
    return () => URL.revokeObjectURL(address);
  }, [photo]);
  return (
    <div class="camera camera-square">
      <img ref={image} alt={t('photo.taken')} />
    </div>
  );
}

/** A picture that is there already; on a tablet without a camera in the page, its own camera. */
function FileButton({ onFile }: { readonly onFile: (file: File) => void }): JSX.Element {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={picker}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={t('photo.choose')}
        onChange={({ currentTarget: input }) => {
          const [file] = input.files ?? [];
          if (file) onFile(file);
          // The same file can be chosen once more.
          input.value = '';
        }}
      />
      <Button icon="person" onClick={() => picker.current?.click()}>
        {t('photo.choose')}
      </Button>
    </>
  );
}
