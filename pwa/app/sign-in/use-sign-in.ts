import { useSignal, type ReadonlySignal, type Signal } from '@preact/signals';
import { placeWords } from '#pwa/app/sync-mark/use-sync-words.ts';
import type { SignInError } from '#pwa/store/session-context.ts';
import { useSessionKeeper } from '#pwa/store/session-keeper-context.ts';
import { signInErrorWords } from './sign-in-words.ts';

type Wrong =
  | { readonly kind: 'none' }
  | { readonly kind: 'missing'; readonly field: 'username' | 'password' }
  | { readonly kind: 'refused'; readonly words: string };
export interface SignInTry {
  readonly username: Signal<string>;
  readonly password: Signal<string>;
  readonly wrong: ReadonlySignal<Wrong>;
  readonly isBusy: ReadonlySignal<boolean>;
  enter(): Promise<void>;
}

/** One try to come in: what was typed, what is wrong with it, and whether an answer is awaited. */
export function useSignIn(
  knownUsername: string | null,
  onError: (error: SignInError) => void,
): SignInTry {
  const username = useSignal(knownUsername ?? '');
  const password = useSignal('');
  const wrong = useSignal<Wrong>({ kind: 'none' });
  const isBusy = useSignal(false);
  const keeper = useSessionKeeper();
  const enter = async (): Promise<void> => {
    const name = username.value.trim();
    const missing = name === '' ? 'username' : password.value === '' ? 'password' : null;
    wrong.value = missing ? { kind: 'missing', field: missing } : { kind: 'none' };
    if (missing || isBusy.value) return;
    isBusy.value = true;
    const answer = await keeper.signIn(name, password.value).catch((cause: unknown) => ({
      ok: false as const,
      error: { kind: 'failed' as const, cause },
    }));
    isBusy.value = false;
    if (answer.ok) return;
    onError(answer.error);
    const isKnown = knownUsername !== null;
    const words = signInErrorWords(answer.error, { place: placeWords(), isKnown });
    wrong.value = { kind: 'refused', words };
  };
  return { username, password, wrong, isBusy, enter };
}
