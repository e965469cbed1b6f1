import type { JSX } from 'preact';
import { foldText } from '#shared/domain/fold-text.ts';
import { language, type Language } from '#pwa/i18n/language.ts';
import { t } from '#pwa/i18n/t.ts';

const LATIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Names are written in Latin letters in most hospitals; where the language has others, they stand first. */
const LETTERS: Readonly<Record<Language, string>> = {
  en: LATIN,
  es: LATIN,
  ar: `ابتثجحخدذرزسشصضطظعغفقكلمنهوي${LATIN}`,
};

interface LetterBarProps {
  /** The letter the list begins at; '' from the start. */
  readonly from: string;
  readonly onJump: (from: string) => void;
}

/** Jumps to the names of a letter; one touch instead of a long scroll. */
export function LetterBar({ from, onJump }: LetterBarProps): JSX.Element {
  return (
    <nav class="letters" aria-label={t('patients.jump')}>
      <button
        type="button"
        class="btn btn-quiet"
        aria-pressed={from === ''}
        onClick={() => onJump('')}
      >
        {t('patients.fromStart')}
      </button>
      {[...LETTERS[language.value]].map((letter) => (
        <button
          key={letter}
          type="button"
          class="btn btn-quiet letter"
          aria-label={t('patients.jumpTo', { letter })}
          aria-pressed={from === foldText(letter)}
          onClick={() => onJump(foldText(letter))}
        >
          <bdi>{letter}</bdi>
        </button>
      ))}
    </nav>
  );
}
