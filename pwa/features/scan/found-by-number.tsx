import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '#pwa/i18n/t.ts';
import { usePeopleFinder, type PersonHit } from '#pwa/store/people-finder.ts';
import { Notice } from '#pwa/ui/notice.tsx';
import { BornAndNumber } from '#pwa/widgets/born-and-number.tsx';

const MOST = 5;
/** More than a number is no number. */
const LONGEST = 40;

/** A code that is not Wardline's opens nobody's chart by itself: a number of another hospital may be somebody else's here. Who has it is shown to choose. */
export function FoundByNumber({ text }: { readonly text: string }): JSX.Element {
  const finder = usePeopleFinder();
  const hits = useSignal<readonly PersonHit[] | null>(null);
  const shown = text.slice(0, LONGEST);
  useEffect(() => {
    let isGone = false;
    const found = text.length > LONGEST ? Promise.resolve([]) : finder.find(text);
    void found.then(
      (people) => isGone || (hits.value = people.slice(0, MOST)),
      () => isGone || (hits.value = []),
    );
    return () => void (isGone = true);
  }, [finder, text, hits]);
  return (
    <div class="stack">
      <Notice tone="caution" title={t('scan.foreign', { text: shown })}>
        {hits.value?.length === 0 ? t('scan.nobody') : t('scan.choose')}
      </Notice>
      {hits.value?.map((hit) => (
        <a key={hit.id} class="card pad scan-hit" href={`/patients/${hit.id}`}>
          <bdi class="name">{hit.name || t('widgets.nameUnknown')}</bdi>
          <span class="facts">
            <BornAndNumber hit={hit} />
          </span>
        </a>
      ))}
    </div>
  );
}
