import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { nameText, shownName } from '#shared/domain/human-name.ts';
import type { Patient, Photo } from '#shared/domain/patient.ts';
import { mayWrite } from '#shared/domain/rights.ts';
import { err, type Result } from '#shared/lib/result.ts';
import { isolated } from '#pwa/i18n/isolated.ts';
import { t } from '#pwa/i18n/t.ts';
import { keepTaken, seePhoto, sendLater, type SeenPhoto } from '#pwa/store/photos.ts';
import type { Receipt, Replica, WriteError } from '#pwa/store/replica.ts';
import { useOpenReplica, useReplica } from '#pwa/store/replica-context.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { writeErrorOf } from '#pwa/store/write-error-of.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Icon } from '#pwa/ui/icon.tsx';
import { personLine } from './appointment-words.ts';
import { IdentityLine } from './identity-line.tsx';
import { PatientName } from './patient-name.tsx';
import { PhotoDialog } from './photo-dialog.tsx';
import { tellOutcome } from './tell-outcome.ts';
import { useToday } from './use-today.ts';
import { writeErrorWords } from './write-error-words.ts';

interface PatientPhotoProps {
  readonly id: string;
  readonly patient: Patient;
}

/** The face beside a name, and the way to another photo for who may change the record. Without a face and that right, nothing. */
export function PatientPhoto({ id, patient }: PatientPhotoProps): JSX.Element | null {
  const replica = useOpenReplica();
  const today = useToday();
  const isOpen = useSignal(false);
  const mayEdit = mayWrite(useRoles(), 'patients', '/photo');
  const { photo } = patient;
  if (!mayEdit && !photo) return null;
  const face = photo ? (
    <Face key={photo.hash} photo={photo} id={id} name={nameText(shownName(patient.names))} />
  ) : (
    <Icon name="camera" large />
  );
  const onPhoto = async (bytes: Blob | null): Promise<string | null> => {
    const done = await changePhoto(replica, id, bytes);
    if (!done.ok) return writeErrorWords(done.error);
    const said = t(bytes ? 'photo.saved' : 'photo.removed');
    tellOutcome(done, { about: personLine(patient), said, undo: replica.undo });
    return null;
  };
  if (!mayEdit) return <span class="portrait">{face}</span>;
  return (
    <>
      <button
        type="button"
        class={photo ? 'portrait' : 'portrait portrait-none no-print'}
        aria-label={t(photo ? 'photo.change' : 'photo.add')}
        title={t(photo ? 'photo.change' : 'photo.add')}
        onClick={() => (isOpen.value = true)}
      >
        {face}
      </button>
      {isOpen.value && (
        <PhotoDialog
          hasPhoto={photo !== undefined}
          onClose={() => (isOpen.value = false)}
          onPhoto={onPhoto}
        >
          <p>
            <b>
              <PatientName patient={patient} />
            </b>{' '}
            <IdentityLine patient={patient} today={today} />
          </p>
        </PhotoDialog>
      )}
    </>
  );
}

/** Takes, changes or takes away; the bytes are kept first, so that no record names what nobody has. */
async function changePhoto(
  replica: Replica,
  id: string,
  bytes: Blob | null,
): Promise<Result<Receipt, WriteError>> {
  const outbox = replica.photos;
  let photo: Photo | null = null;
  if (!replica.isKept) return err({ kind: 'read-only' });
  try {
    if (bytes) {
      ({ photo } = await keepTaken(bytes, '', { outbox }));
      await sendLater(photo, id, { outbox });
    }
  } catch (cause) {
    return err(writeErrorOf(cause));
  }
  const done = await replica.act('change photo', [
    {
      collection: 'patients',
      id,
      change: (before) => {
        const { photo: _old, ...rest } = (before ?? {}) as Patient;
        return photo ? { ...rest, photo } : rest;
      },
    },
  ]);
  if (!done.ok && photo) {
    const { hash } = photo;
    await outbox.change((waiting) => waiting.filter((one) => one.hash !== hash));
  }
  return done;
}

interface FaceProps {
  readonly photo: Pick<Photo, 'hash'>;
  readonly id: string;
  readonly name: string;
}

function Face({ photo, id, name }: FaceProps): JSX.Element {
  const address = useAddress(photo, id);
  const now = address.value;
  if (now.kind === 'seen')
    return <img src={now.src} alt={t('photo.of', { name: isolated(name) })} draggable={false} />;
  return (
    <span title={now.kind === 'loading' ? undefined : t(`photo.${now.kind}`)}>
      <Icon name="person" large />
      {now.kind !== 'loading' && <span class="vh">{t(`photo.${now.kind}`)}</span>}
    </span>
  );
}

type Address =
  | { readonly kind: 'loading' | Exclude<SeenPhoto['kind'], 'seen'> }
  | { readonly kind: 'seen'; readonly src: string };

/** Asked for again with each word of the hospital, until it is here: the record may have come before its photo. */
function useAddress({ hash }: Pick<Photo, 'hash'>, id: string): ReadonlySignal<Address> {
  const { photos: outbox, sync } = useOpenReplica();
  const address = useSignal<Address>({ kind: 'loading' });
  const contact = sync.lastContact.value;
  const isSeen = address.value.kind === 'seen';
  useEffect(() => {
    if (address.peek().kind === 'seen') return undefined;
    let isGone = false;
    void seePhoto({ hash }, id, { outbox }).then((seen) => {
      if (isGone || address.peek().kind === 'seen') return;
      address.value =
        seen.kind === 'seen' ? { kind: 'seen', src: URL.createObjectURL(seen.bytes) } : seen;
    });
    return () => void (isGone = true);
  }, [hash, id, outbox, contact, address]);
  useEffect(
    () => () => {
      const last = address.peek();
      if (last.kind === 'seen') URL.revokeObjectURL(last.src);
    },
    [isSeen, address],
  );
  return address;
}

interface PhotoFieldProps {
  readonly photo: Photo | undefined;
  readonly onPhoto: (photo: Photo | undefined) => void;
}

/** The photo of somebody who is being registered: kept here at once, and theirs when they are saved. */
export function PhotoField(props: PhotoFieldProps): JSX.Element {
  const replica = useReplica();
  // The form is there, and typed into, before the replica is open.
  if (!replica) {
    return (
      <div class="row">
        <Button icon="camera" disabled>
          {t(props.photo ? 'photo.change' : 'photo.add')}
        </Button>
      </div>
    );
  }
  return <OpenPhotoField {...props} outbox={replica.photos} />;
}

function OpenPhotoField({
  photo,
  onPhoto,
  outbox,
}: PhotoFieldProps & { readonly outbox: Replica['photos'] }): JSX.Element {
  const isOpen = useSignal(false);
  const keep = async (bytes: Blob | null): Promise<string | null> => {
    try {
      onPhoto(bytes ? (await keepTaken(bytes, '', { outbox })).photo : undefined);
      return null;
    } catch (cause) {
      return writeErrorWords(writeErrorOf(cause));
    }
  };
  return (
    <div class="row">
      {photo && (
        <span class="portrait">
          <Face key={photo.hash} photo={photo} id="" name="" />
        </span>
      )}
      <Button icon="camera" onClick={() => (isOpen.value = true)}>
        {t(photo ? 'photo.change' : 'photo.add')}
      </Button>
      {isOpen.value && (
        <PhotoDialog
          hasPhoto={photo !== undefined}
          onClose={() => (isOpen.value = false)}
          onPhoto={keep}
        />
      )}
    </div>
  );
}
