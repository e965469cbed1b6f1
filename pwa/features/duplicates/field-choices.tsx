import type { JSX } from 'preact';
import { mrnText } from '#shared/domain/mrn.ts';
import { mrnOf } from '#shared/domain/patient.ts';
import type { PatientId } from '#shared/domain/ids.ts';
import type { Side } from '#shared/domain/pair.ts';
import type { Json, JsonMap } from '#shared/lib/json.ts';
import { choicesOf, type FieldChoice } from '#shared/merge/identity.ts';
import { nameText, type HumanName } from '#shared/domain/human-name.ts';
import { isolated } from '#pwa/i18n/isolated.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { PersonCard } from '#pwa/widgets/person-card.tsx';
import { fieldOf, valueOf } from '#pwa/widgets/record-value.ts';
import { labelWords, valueWords } from '#pwa/widgets/record-words.ts';

type Row = Stored<'patients'>;
interface FieldChoicesProps {
  readonly two: readonly [Row, Row];
  readonly survivorId: string;
  readonly fields: Readonly<Record<string, Side>>;
  readonly onSurvivor: (id: PatientId) => void;
  readonly onField: (field: string, side: Side) => void;
}

/** The two records as columns that keep their places: which goes on, and whose reading of each field counts. */
export function FieldChoices(props: FieldChoicesProps): JSX.Element {
  const { two, survivorId, fields, onSurvivor, onField } = props;
  const [survivor, replaced] = two[0].id === survivorId ? two : [two[1], two[0]];
  const choices = choicesOf(contentOf(survivor), contentOf(replaced));
  const sideOf = ({ id }: Row): Side => (id === survivorId ? 'survivor' : 'replaced');
  return (
    <table class="compare merge-table card">
      <thead>
        <tr>
          <th scope="col">
            <span class="vh">{t('duplicates.field')}</span>
          </th>
          {two.map((row) => (
            <th key={row.id} scope="col">
              <span class="vh">{t('duplicates.chooseFields')}</span>
              <PersonCard patient={row.content} />
              <label class="choice">
                <input
                  type="radio"
                  name="survivor"
                  checked={row.id === survivorId}
                  onChange={() => onSurvivor(row.id as PatientId)}
                />
                {t('duplicates.goesOn')}
              </label>
              {row.id !== survivorId && <p class="small soft">{t('duplicates.isReplaced')}</p>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {choices.length === 0 && (
          <tr>
            <td colSpan={3}>{t('duplicates.unlike')}</td>
          </tr>
        )}
        {choices.map((choice) => (
          <tr key={choice.field}>
            <th scope="row">{fieldWords(choice.field)}</th>
            {two.map((row) => (
              <td key={row.id} data-label={numberOf(row)}>
                <Reading
                  choice={choice}
                  side={sideOf(row)}
                  owner={numberOf(row)}
                  isChosen={(fields[choice.field] ?? choice.usual) === sideOf(row)}
                  onChoose={() => onField(choice.field, sideOf(row))}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ReadingProps {
  readonly choice: FieldChoice;
  readonly side: Side;
  /** The number of the record, for who does not see the column. */
  readonly owner: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Reading({ choice, side, owner, isChosen, onChoose }: ReadingProps): JSX.Element {
  const zone = useZone();
  const value = choice[side];
  return (
    <label class="choice">
      <input
        type="radio"
        name={`field-${choice.field}`}
        checked={isChosen}
        aria-label={`${fieldWords(choice.field)}, ${owner}: ${valueText(choice.field, value, zone)}`}
        onChange={onChoose}
      />
      <bdi>{valueText(choice.field, value, zone)}</bdi>
    </label>
  );
}

function numberOf({ content }: Row): string {
  return isolated(mrnText(mrnOf(content) ?? ''));
}

function fieldWords(field: string): string {
  if (field === 'name') return t('duplicates.fieldName');
  const [label] = fieldOf('patients', `/${field}`);
  return label === 'other' ? field : labelWords(label);
}

function valueText(field: string, value: Json | undefined, zone: string): string {
  if (field === 'name') return nameText(value as unknown as HumanName) || t('duplicates.none');
  const [, kind] = fieldOf('patients', `/${field}`);
  const read = valueOf(kind, value);
  const nobody = { zone, place: () => undefined, practitioner: () => undefined };
  return read ? valueWords(read, nobody) : t('duplicates.none');
}

function contentOf({ content }: Row): JsonMap {
  return content as unknown as JsonMap;
}
