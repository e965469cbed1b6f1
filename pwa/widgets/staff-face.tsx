import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Person } from '#shared/domain/person.ts';
import { usePhotoPath } from '#pwa/store/staff-photo.ts';
import { initialsOf } from './initials.ts';

interface StaffFaceProps {
  readonly person: Pick<Person, 'id' | 'name' | 'photo'>;
  readonly isLarge?: boolean;
}

/** The round sign beside a name: the photo, and under it the initials for as long as there is none to show. */
export function StaffFace({ person, isLarge = false }: StaffFaceProps): JSX.Element {
  const path = usePhotoPath(person);
  const broken = useSignal<string | null>(null);
  return (
    <span class={isLarge ? 'face face-lg' : 'face'} aria-hidden="true">
      {initialsOf(person.name)}
      {path !== null && path !== broken.value && (
        <img
          key={path}
          src={path}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => (broken.value = path)}
        />
      )}
    </span>
  );
}
