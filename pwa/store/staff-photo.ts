import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Person } from '#shared/domain/person.ts';
import { isAnswerKept } from '#pwa/platform/kept-answers.ts';
import { useSession } from './session-context.ts';

type Pictured = Pick<Person, 'id' | 'photo'>;

/** Where the photo of a person is to be had; a new photo has a new address, so that no cache shows the old one. */
function photoPath({ id, photo }: Pictured): string | null {
  return photo === undefined ? null : `/api/v1/staff/${id}/photo?v=${photo}`;
}

/** The photo to show: null where there is none, or where nobody is signed in and this device has not kept it. */
export function usePhotoPath(person: Pictured): string | null {
  const path = photoPath(person);
  const isOpen = useSession().kind === 'signed-in';
  const kept = useSignal<string | null>(null);
  useEffect(() => {
    if (isOpen || path === null) return undefined;
    let isGone = false;
    void isAnswerKept(path).then((isKept) => {
      if (isKept && !isGone) kept.value = path;
    });
    return () => void (isGone = true);
  }, [isOpen, path, kept]);
  return isOpen || kept.value === path ? path : null;
}

/** The photo as it is now, to put it back; `photo` is null where there is none. Null alone where it cannot be read. */
export async function readPhoto(person: Pictured): Promise<{ readonly photo: Blob | null } | null> {
  const path = photoPath(person);
  if (path === null) return { photo: null };
  const answer = await fetch(path).catch(() => null);
  return answer?.ok ? { photo: await answer.blob() } : null;
}
