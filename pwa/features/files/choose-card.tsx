import { useSignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { FILE_LIMITS, type ImportSettings } from '#shared/sync/files.ts';
import type { FileLook } from '#shared/tables/look-at-head.ts';
import { bytesText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { Notice } from '#pwa/ui/notice.tsx';
import { lookHere, type LookHere } from './look-here.ts';
import { LookCard, whyNotReadable } from './look-card.tsx';

/** A file that was chosen here, and what it looks like. */
interface Chosen {
  readonly file: File;
  readonly here: LookHere | { readonly kind: 'too-large' };
}
interface ChooseCardProps {
  readonly today: string;
  /** False while the hospital does not answer. */
  readonly isReached: boolean;
  /** Sends the file; `settings` are null where only the hospital can look into it. */
  readonly onSend: (file: File, settings: ImportSettings | null) => void;
}

/** Choosing a file and looking at it: works without the hospital, and sends nothing by itself. */
export function ChooseCard({ today, isReached, onSend }: ChooseCardProps): JSX.Element {
  const chosen = useSignal<Chosen | null>(null);
  const settings = useSignal<ImportSettings | null>(null);
  const choose = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const here = file.size > FILE_LIMITS.bytes ? TOO_LARGE : await lookHere(file, today);
    settings.value = here.kind === 'look' ? here.settings : null;
    chosen.value = { file, here };
  };
  const now = chosen.value;
  return (
    <div class="stack">
      <p class="soft">{t('files.bringInWhy')}</p>
      <div class="row">
        <FileButton onFile={(file) => void choose(file)} />
        {now && (
          <b>
            <bdi>{now.file.name}</bdi> · <bdi>{bytesText(now.file.size)}</bdi>
          </b>
        )}
      </div>
      {now && (
        <ChosenFile
          key={`${now.file.name} ${now.file.lastModified} ${now.file.size}`}
          chosen={now}
          settings={settings}
          isReached={isReached}
          onSend={() => {
            onSend(now.file, settings.value);
            chosen.value = null;
          }}
        />
      )}
    </div>
  );
}

const TOO_LARGE = { kind: 'too-large' } as const;

function FileButton({
  onFile,
}: {
  readonly onFile: (file: File | undefined) => void;
}): JSX.Element {
  return (
    <label class="btn btn-main file-choose">
      {t('files.choose')}
      <input
        type="file"
        class="vh"
        accept=".csv,.tsv,.txt,.json,.ndjson,.gz,text/csv,text/plain,application/json,application/fhir+json,application/gzip"
        onChange={(event) => {
          onFile(event.currentTarget.files?.[0]);
          // The same file can be chosen again.
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}

interface ChosenProps {
  readonly chosen: Chosen;
  readonly settings: Signal<ImportSettings | null>;
  readonly isReached: boolean;
  readonly onSend: () => void;
}

function ChosenFile({ chosen, settings, isReached, onSend }: ChosenProps): JSX.Element {
  const { here } = chosen;
  if (here.kind === 'strange') return <Notice tone="caution" title={t(`files.why.${here.why}`)} />;
  if (here.kind === 'unread') return <Notice tone="caution" title={t('files.unread')} />;
  if (here.kind === 'too-large') {
    return (
      <Notice tone="caution" title={t('files.tooLarge', { most: bytesText(FILE_LIMITS.bytes) })} />
    );
  }
  const look: FileLook | null = here.kind === 'look' ? here.look : null;
  const said = settings.value;
  const why = look && said ? whyNotReadable({ look, settings: said }) : '';
  return (
    <>
      {look && said ? (
        <LookCard look={look} settings={said} onChange={(next) => (settings.value = next)} />
      ) : (
        <p>{t('files.packedHere')}</p>
      )}
      <div class="row">
        <Button
          kind="main"
          icon="send"
          disabled={why !== '' || !isReached}
          why={why || t('files.needsHospital')}
          onClick={onSend}
        >
          {t('files.sendAndCheck')}
        </Button>
      </div>
    </>
  );
}
