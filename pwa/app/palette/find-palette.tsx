import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLocation } from 'preact-iso/router';
import { mayWrite } from '#shared/domain/rights.ts';
import { t } from '#pwa/i18n/t.ts';
import { NOBODY_YET, useRegistrationDraft } from '#pwa/store/registration-draft.ts';
import { useRoles } from '#pwa/store/session-context.ts';
import { useModal } from '#pwa/ui/dialog.tsx';
import { Icon } from '#pwa/ui/icon.tsx';
import { ScanLink } from '#pwa/widgets/scan-link.tsx';
import type { Answer } from './follow-search.ts';
import { HitList, hitId } from './hit-list.tsx';
import { groupsOf, type FoundHit } from './palette-groups.ts';
import { useSearch } from './use-search.ts';

/** Finds anybody this device knows while one types, from anywhere; everything by keyboard, nothing over the network. */
export function FindPalette({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const root = useModal(onClose);
  const text = useSignal('');
  const answer = useSearch(text).value;
  const chosen = useSignal<string | null>(null);
  const { route } = useLocation();
  const hits = inOrder(answer);
  // What stands there still may belong to fewer letters, or to fewer people than there are: nobody is taken for being first then.
  const isAnswer = answer?.text === text.value;
  const standing = chosen.value ?? (isAnswer ? answer.best : null);
  const at = hits.findIndex(({ id }) => id === standing);
  const leave = (path: string): void => {
    onClose();
    route(path);
  };
  const onKey = (event: KeyboardEvent): void => {
    const deed = deedOf(event);
    const hit = isAnswer ? hits[at] : undefined;
    if (!deed) return;
    event.preventDefault();
    event.stopPropagation();
    if (deed.kind === 'move') chosen.value = hits[clamp(at + deed.by, hits.length)]?.id ?? null;
    else if (hit) leave(PATHS[deed.kind](hit.id));
  };
  return (
    <dialog ref={root} class="palette" aria-label={t('shell.findTitle')}>
      <div class="palette-in">
        <Icon name="search" large />
        <input
          type="text"
          role="combobox"
          aria-label={t('shell.findField')}
          placeholder={t('shell.findField')}
          aria-expanded={hits.length > 0}
          aria-controls="palette-hits"
          aria-autocomplete="list"
          {...(at >= 0 ? { 'aria-activedescendant': hitId(at) } : {})}
          autocomplete="off"
          spellcheck={false}
          dir="auto"
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
            chosen.value = null;
          }}
          onKeyDown={onKey}
        />
        <ScanLink onGo={onClose} />
        <button type="button" class="btn btn-quiet" onClick={onClose}>
          {t('shell.findClose')}
        </button>
      </div>
      <HitList text={text.value} answer={answer} at={at} onOpen={(id) => leave(PATHS.open(id))} />
      <PaletteFoot text={text.value.trim()} onRegister={() => leave('/patients/new')} />
    </dialog>
  );
}

type Deed =
  | { readonly kind: 'move'; readonly by: number }
  | { readonly kind: 'open' | 'book' | 'check-in' };
const PATHS = {
  open: (id: string) => `/patients/${id}`,
  book: (id: string) => `/book?patient=${id}`,
  'check-in': (id: string) => `/queue?patient=${id}`,
};
const PAGE = 5;

function deedOf(event: KeyboardEvent): Deed | null {
  if (event.isComposing) return null;
  const letter = event.ctrlKey && !event.altKey ? event.code : '';
  if (letter === 'KeyB') return { kind: 'book' };
  if (letter === 'KeyI') return { kind: 'check-in' };
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: PAGE,
    PageUp: -PAGE,
  };
  const by = moves[event.key];
  if (by !== undefined) return { kind: 'move', by };
  return event.key === 'Enter' ? { kind: 'open' } : null;
}

function inOrder(answer: Answer | null): readonly FoundHit[] {
  const { near, others } = groupsOf(answer?.hits ?? []);
  return [...near, ...others];
}

function clamp(at: number, count: number): number {
  return Math.max(0, Math.min(count - 1, at));
}

interface FootProps {
  readonly text: string;
  readonly onRegister: () => void;
}

function PaletteFoot({ text, onRegister }: FootProps): JSX.Element {
  const mayRegister = mayWrite(useRoles(), 'patients', '/names');
  const draft = useRegistrationDraft();
  // What was typed goes along into the form, unless somebody else is half typed there.
  const register = async (): Promise<void> => {
    const { begunWith } = await import('#pwa/store/begun-with.ts');
    if (text !== '' && draft.value.peek() === NOBODY_YET) draft.value.value = begunWith(text);
    onRegister();
  };
  return (
    <div class="palette-foot">
      <KeyHint keys={['↑', '↓']} says={t('shell.choose')} />
      <KeyHint keys={['Enter']} says={t('shell.openChart')} />
      <KeyHint keys={['Ctrl', 'B']} says={t('shell.book')} />
      <KeyHint keys={['Ctrl', 'I']} says={t('shell.checkIn')} />
      {mayRegister && (
        <button type="button" class="btn btn-quiet push" onClick={() => void register()}>
          <Icon name="plus" />
          {text ? t('shell.registerNamed', { text }) : t('shell.register')}
        </button>
      )}
    </div>
  );
}

function KeyHint({
  keys,
  says,
}: {
  readonly keys: readonly string[];
  readonly says: string;
}): JSX.Element {
  return (
    <span class="row key-hint">
      <span class="row" dir="ltr">
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </span>
      {says}
    </span>
  );
}
