import type { JSX } from 'preact';
import type { TextKey } from '#pwa/i18n/dictionary.ts';
import { t } from '#pwa/i18n/t.ts';
import { usePlatform } from '#pwa/platform/platform-context.ts';
import { Dialog } from '#pwa/ui/dialog.tsx';

type KeyRow = readonly [keys: readonly string[], says: TextKey];
const ANYWHERE: readonly KeyRow[] = [
  [['Ctrl K', '/'], 'shell.key.find'],
  [['G'], 'shell.key.go'],
  [['B'], 'shell.key.book'],
  [['N'], 'shell.key.register'],
  [['Ctrl Enter'], 'shell.key.save'],
  [['?'], 'shell.key.help'],
  [['Alt L'], 'shell.key.lock'],
];
const LIST: readonly KeyRow[] = [
  [['↑', '↓'], 'shell.key.move'],
  [['Enter'], 'shell.key.open'],
  [['Space'], 'shell.key.choose'],
  [['Home', 'End'], 'shell.key.ends'],
  [['Esc'], 'shell.key.back'],
  [['F6'], 'shell.key.region'],
];
const CALENDAR: readonly KeyRow[] = [
  [['←', '→'], 'shell.key.practitioner'],
  [['↑', '↓'], 'shell.key.booking'],
  [['M'], 'shell.key.carry'],
  [['[', ']', 'T'], 'shell.key.day'],
  [['A', 'C', 'F', 'X'], 'shell.key.steps'],
  [['Shift ↑', 'Shift ↓'], 'shell.key.length'],
];

/** All keys on one sheet. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { preferences } = usePlatform();
  return (
    <Dialog title={t('shell.keysTitle')} onClose={onClose} wide>
      {!preferences.hasSingleKeys.value && <p>{t('shell.keysOff')}</p>}
      <div class="keys-sheet">
        <Keys title={t('shell.keysAnywhere')} rows={ANYWHERE} />
        <Keys title={t('shell.keysList')} rows={LIST} />
        <Keys title={t('shell.keysCalendar')} rows={CALENDAR} />
      </div>
    </Dialog>
  );
}

function Keys({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly KeyRow[];
}): JSX.Element {
  return (
    <section>
      <h3>{title}</h3>
      <dl class="keys-list">
        {rows.map(([keys, says]) => (
          <div key={says}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} dir="ltr">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{t(says as 'shell.key.find')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
