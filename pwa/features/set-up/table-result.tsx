import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import type { TableProgress } from './use-table-writes.ts';

/** How far the writing is; at its end what was refused, and first passwords that are shown only here. */
export function TableResult({
  progress,
  onDone,
}: {
  readonly progress: TableProgress;
  readonly onDone: () => void;
}): JSX.Element {
  const { done, of, passwords, refused, isWorking } = progress;
  return (
    <div class="stack">
      <p role="status">
        <b>
          {isWorking ? t('setUp.fileWorking', { n: done, of }) : t('setUp.fileDone', { n: done })}
        </b>
      </p>
      {isWorking && (
        <progress max={of} value={done} aria-label={t('setUp.fileWorking', { n: done, of })} />
      )}
      {refused.map((why) => (
        <Notice key={why} tone="alarm" title={why} />
      ))}
      {passwords.length > 0 && <Passwords passwords={passwords} />}
      {!isWorking && (
        <div class="row">
          <Button kind="main" onClick={onDone}>
            {t(passwords.length > 0 ? 'setUp.passedOn' : 'ui.close')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Passwords({ passwords }: Pick<TableProgress, 'passwords'>): JSX.Element {
  const said = useSignal('');
  const copy = async (): Promise<void> => {
    const text = passwords.map(({ username, password }) => `${username}\t${password}`).join('\n');
    // Absent on a plain http address of the house network.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    try {
      if (!clipboard) throw new Error('no clipboard');
      await clipboard.writeText(text);
      said.value = t('setUp.copied');
    } catch {
      said.value = t('setUp.notCopied');
    }
  };
  return (
    <section class="secret" aria-labelledby="first-passwords">
      <h3 id="first-passwords">{t('setUp.filePasswords')}</h3>
      <p class="soft">{t('setUp.filePasswordsWhy')}</p>
      <table class="passwords">
        <tbody>
          {passwords.map(({ username, password }) => (
            <tr key={username}>
              <th scope="row">
                <bdi>{username}</bdi>
              </th>
              <td>
                <bdi>{password}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="row">
        <Button onClick={() => void copy()}>{t('setUp.copy')}</Button>
        <span class="hint" role="status">
          {said.value}
        </span>
      </div>
    </section>
  );
}
