import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '#pwa/i18n/t.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import { ScanLink } from '#pwa/widgets/scan-link.tsx';

/** Where a name, an MRN or a birth date is typed; the answer follows every letter. */
export function FindBox({ text }: { readonly text: Signal<string> }): JSX.Element {
  const id = useId();
  return (
    <div class="row">
      <div class="find-box">
        <Icon name="search" />
        <label class="vh" for={id}>
          {t('patients.find')}
        </label>
        <input
          id={id}
          class="input"
          type="search"
          autoComplete="off"
          spellcheck={false}
          enterkeyhint="search"
          placeholder={t('patients.find')}
          value={text.value}
          onInput={(event) => (text.value = event.currentTarget.value)}
        />
      </div>
      <ScanLink />
    </div>
  );
}
