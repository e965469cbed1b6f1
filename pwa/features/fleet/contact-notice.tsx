import type { JSX } from 'preact';
import type { ContactWord } from '#shared/sync/fleet.ts';
import { agoText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Notice } from '#pwa/ui/notice.tsx';

/** A device that came back as another than it left: what may be lost, and what a person has to ask. */
export function ContactNotice({
  word,
  now,
}: {
  readonly word: ContactWord;
  readonly now: number;
}): JSX.Element {
  const { kind, name, at, lastContact, missing, of } = word;
  const agoOf = (instant: string): string => agoText(now - Date.parse(instant));
  if (kind === 'copy') {
    return <Notice tone="info" title={t('fleet.copied', { name, of: of ?? '', ago: agoOf(at) })} />;
  }
  return (
    <Notice tone="caution" title={t('fleet.cleared', { name, ago: agoOf(at) })}>
      {missing > 0 && t('fleet.clearedMissing', { n: missing })}{' '}
      {lastContact && t('fleet.clearedUnheard', { ago: agoOf(lastContact) })}
    </Notice>
  );
}
