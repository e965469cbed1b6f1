import type { ComponentChildren, JSX } from 'preact';
import { newId } from '#shared/domain/ids.ts';
import type { DemographicsField } from '#shared/domain/demographics.ts';
import type { Patient } from '#shared/domain/patient.ts';
import {
  listFaults,
  listsOf,
  type ListedContact,
  type ListedName,
  type ListedTelecom,
  type ListEdit,
  type Lists,
} from '#shared/domain/with-lists.ts';
import { t } from '#pwa/i18n/t.ts';
import { Button } from '#pwa/ui/button.tsx';
import { SelectField, TextField } from '#pwa/ui/field.tsx';
import { faultWords } from './field-words.ts';
import { languageOptions } from './language-options.ts';

export interface ListsPartProps {
  readonly patient: Patient;
  readonly edit: ListEdit | undefined;
  /** Somebody has tried to save: what is wrong is said. */
  readonly isTried: boolean;
  readonly onEdit: (edit: ListEdit) => void;
}
const NO_FAULTS: ReturnType<typeof listFaults> = new Map();
const NO_NAME: ListedName = { use: 'usual', family: '', given: '' };
const NO_PHONE: ListedTelecom = { kind: 'phone', value: '' };
const NO_CONTACT: ListedContact = { name: '', relationship: '', phone: '' };
const LONGEST = 100;

/** What a person has several of: names in other scripts and of other kinds, phones, next of kin, languages. */
export function ListsPart({ patient, edit, isTried, onEdit }: ListsPartProps): JSX.Element {
  const shown = edit?.shown ?? listsOf(patient);
  return (
    <AllRows
      lists={edit?.typed ?? shown}
      faults={edit && isTried ? listFaults(edit.typed) : NO_FAULTS}
      onChange={(typed) => onEdit({ shown, typed, isFaulty: listFaults(typed).size > 0 })}
    />
  );
}

interface AllRowsProps {
  readonly lists: Lists;
  readonly faults: ReturnType<typeof listFaults>;
  readonly onChange: (lists: Lists) => void;
}

function AllRows({ lists, faults, onChange }: AllRowsProps): JSX.Element {
  const said = (field: DemographicsField, key: string): string | undefined => {
    const fault = faults.get(key);
    return fault && faultWords(field, fault);
  };
  return (
    <details class="card pad" open={faults.size > 0}>
      <summary>{t('identity.lists')}</summary>
      <div class="stack form">
        <Rows
          what={t('identity.names')}
          map={lists.names}
          blank={NO_NAME}
          hint={t('identity.namesStay')}
          onChange={(names) => onChange({ ...lists, names })}
        >
          {(name, change, key) => <NameRow name={name} onChange={change} said={said} id={key} />}
        </Rows>
        <Rows
          what={t('identity.phones')}
          map={lists.telecom}
          blank={NO_PHONE}
          canRemove
          onChange={(telecom) => onChange({ ...lists, telecom })}
        >
          {(one, change, key) => <PhoneRow one={one} onChange={change} said={said} id={key} />}
        </Rows>
        <Rows
          what={t('identity.contacts')}
          map={lists.contacts}
          blank={NO_CONTACT}
          canRemove
          onChange={(contacts) => onChange({ ...lists, contacts })}
        >
          {(one, change, key) => <ContactRow one={one} onChange={change} said={said} id={key} />}
        </Rows>
        <Rows
          what={t('identity.languages')}
          map={lists.languages}
          blank=""
          canRemove
          onChange={(languages) => onChange({ ...lists, languages })}
        >
          {(code, change) => (
            <SelectField
              label={t('registration.language')}
              value={code}
              options={languageOptions(code)}
              onChange={change}
            />
          )}
        </Rows>
      </div>
    </details>
  );
}

interface RowsProps<T> {
  readonly what: string;
  readonly map: Readonly<Record<string, T>>;
  readonly blank: T;
  readonly hint?: string;
  readonly canRemove?: boolean;
  readonly onChange: (map: Readonly<Record<string, T>>) => void;
  readonly children: (entry: T, change: (entry: T) => void, key: string) => ComponentChildren;
}

function Rows<T>(props: RowsProps<T>): JSX.Element {
  const { what, map, blank, hint, canRemove = false, onChange, children } = props;
  const without = (gone: string): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(map).filter(([key]) => key !== gone));
  return (
    <fieldset class="stack lists">
      <legend>{what}</legend>
      {Object.entries(map).map(([key, entry]) => (
        <div key={key} class="stack list-row">
          {children(entry, (next) => onChange({ ...map, [key]: next }), key)}
          {canRemove && (
            <Button kind="quiet" icon="close" onClick={() => onChange(without(key))}>
              {t('identity.remove')}
            </Button>
          )}
        </div>
      ))}
      <div class="row">
        <Button icon="plus" onClick={() => onChange({ ...map, [newId()]: blank })}>
          {t('identity.add', { what })}
        </Button>
      </div>
      {hint && Object.keys(map).length > 0 && <p class="hint">{hint}</p>}
    </fieldset>
  );
}

interface RowProps<T> {
  readonly id: string;
  readonly onChange: (entry: T) => void;
  readonly said: (field: DemographicsField, key: string) => string | undefined;
}

function NameRow(props: RowProps<ListedName> & { readonly name: ListedName }): JSX.Element {
  const { id, name, onChange, said } = props;
  return (
    <>
      <SelectField
        label={t('identity.nameUse')}
        value={name.use}
        options={(['usual', 'official', 'maiden', 'nickname', 'old'] as const).map((value) => ({
          value,
          label: t(`identity.use-${value}`),
        }))}
        onChange={(use) => onChange({ ...name, use: use as ListedName['use'] })}
      />
      <div class="form-row">
        {(['family', 'given'] as const).map((part) => (
          <TextField
            key={part}
            label={t(`registration.${part}`)}
            value={name[part]}
            dir="auto"
            maxLength={LONGEST}
            autoComplete="off"
            error={said(part, `${id}/${part}`)}
            onInput={(text) => onChange({ ...name, [part]: text })}
          />
        ))}
      </div>
    </>
  );
}

function PhoneRow(props: RowProps<ListedTelecom> & { readonly one: ListedTelecom }): JSX.Element {
  const { id, one, onChange, said } = props;
  return (
    <div class="form-row">
      <SelectField
        label={t('identity.nameUse')}
        value={one.kind}
        options={(['phone', 'email'] as const).map((value) => ({
          value,
          label: t(`identity.kind-${value}`),
        }))}
        onChange={(kind) => onChange({ ...one, kind: kind as ListedTelecom['kind'] })}
      />
      <TextField
        label={t('identity.value')}
        value={one.value}
        maxLength={254}
        autoComplete="off"
        inputMode={one.kind === 'phone' ? 'tel' : 'email'}
        error={said(one.kind, `${id}/value`)}
        onInput={(value) => onChange({ ...one, value })}
      />
    </div>
  );
}

function ContactRow(props: RowProps<ListedContact> & { readonly one: ListedContact }): JSX.Element {
  const { id, one, onChange, said } = props;
  return (
    <>
      <TextField
        label={t('registration.contactName')}
        value={one.name}
        dir="auto"
        maxLength={LONGEST}
        autoComplete="off"
        error={said('contactName', `${id}/name`)}
        onInput={(name) => onChange({ ...one, name })}
      />
      <div class="form-row">
        <TextField
          label={t('registration.contactRelationship')}
          value={one.relationship}
          maxLength={60}
          autoComplete="off"
          onInput={(relationship) => onChange({ ...one, relationship })}
        />
        <TextField
          label={t('registration.contactPhone')}
          value={one.phone}
          maxLength={40}
          autoComplete="off"
          inputMode="tel"
          error={said('contactPhone', `${id}/phone`)}
          onInput={(phone) => onChange({ ...one, phone })}
        />
      </div>
    </>
  );
}
