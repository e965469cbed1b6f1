import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Account } from '#shared/sync/accounts.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { StaffFace } from '#pwa/widgets/staff-face.tsx';
import { usePhotoChange, type PutPhoto } from './use-photo-change.ts';

interface PhotoFieldProps {
  readonly account: Account;
  readonly onPhoto: PutPhoto;
}

/** The photo of a person: choose one, another one, none. */
export function PhotoField({ account, onPhoto }: PhotoFieldProps): JSX.Element {
  const picker = useRef<HTMLInputElement>(null);
  const { said, isBusy, canTakeBack, choose, remove, takeBack } = usePhotoChange(account, onPhoto);
  const hasPhoto = account.photo !== undefined;
  const onFile = (input: HTMLInputElement): void => {
    const [file] = input.files ?? [];
    if (file) void choose(file);
    // The same file can be chosen once more.
    input.value = '';
  };
  return (
    <>
      <p class="soft small">{t('people.photoWhy')}</p>
      <div class="row">
        <StaffFace person={account} isLarge />
        <input
          ref={picker}
          type="file"
          accept="image/*"
          hidden
          aria-label={t('people.photo')}
          onChange={(event) => onFile(event.currentTarget)}
        />
        <Button icon="person" disabled={isBusy.value} onClick={() => picker.current?.click()}>
          {t(hasPhoto ? 'people.photoReplace' : 'people.photoChoose')}
        </Button>
        {hasPhoto && (
          <Button icon="close" disabled={isBusy.value} onClick={() => void remove()}>
            {t('people.photoRemove')}
          </Button>
        )}
        {canTakeBack && (
          <Button kind="quiet" icon="undo" disabled={isBusy.value} onClick={() => void takeBack()}>
            {t('ui.undo')}
          </Button>
        )}
      </div>
      <p class="hint" role="status">
        {said.value}
      </p>
    </>
  );
}
