import type { JSX } from 'preact';
import { LANGUAGE_NAMES, LANGUAGES, language, type Language } from '#pwa/i18n/language.ts';
import { chooseLanguage, t } from '#pwa/i18n/t.ts';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { THEMES, type Theme } from '#pwa/platform/preferences.ts';
import { SelectField } from '#pwa/ui/field.tsx';

/** The language on screen, each in its own words. */
export function LanguageField(): JSX.Element {
  return (
    <SelectField
      label={t('shell.language')}
      value={language.value}
      options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      onChange={(value) => void chooseLanguage(value as Language)}
    />
  );
}

/** Light, dark, or as the device is set. */
export function ThemeField(): JSX.Element {
  const { preferences } = usePlatform();
  return (
    <SelectField
      label={t('shell.theme')}
      value={preferences.theme.value}
      options={THEMES.map((value) => ({ value, label: t(`shell.theme.${value}`) }))}
      onChange={(value) => preferences.chooseTheme(value as Theme)}
    />
  );
}
