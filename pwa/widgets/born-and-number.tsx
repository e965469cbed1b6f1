import type { JSX } from 'preact';
import { mrnText } from '#shared/domain/mrn.ts';
import { dateText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import type { PersonHit } from '#pwa/store/people-finder.ts';

/** The two identifiers beside the name of somebody who was found. */
export function BornAndNumber({ hit }: { readonly hit: PersonHit }): JSX.Element {
  return (
    <>
      <span class="fact">
        <span>{t('widgets.born')}</span>
        <b>
          <bdi>{hit.birthDate ? dateText(hit.birthDate) : t('ui.unknown')}</bdi>
        </b>
      </span>
      <span class="fact">
        <span>{t('widgets.mrn')}</span>
        <b>
          <bdi>{hit.mrn ? mrnText(hit.mrn) : t('widgets.mrnUnknown')}</bdi>
        </b>
      </span>
    </>
  );
}
