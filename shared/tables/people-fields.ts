import { foldText } from '#shared/domain/fold-text.ts';

/** What a column of a list of people may say. */
export const PEOPLE_FIELDS = [
  'number',
  'national',
  'family',
  'given',
  'name',
  'title',
  'birth',
  'sex',
  'phone',
  'email',
  'line',
  'city',
  'postalCode',
  'country',
  'language',
  'contactName',
  'contactRelationship',
  'contactPhone',
  'comment',
] as const;
export type PeopleField = (typeof PEOPLE_FIELDS)[number];

/** What other systems and people call them, folded; the first one is what a file of ours says itself. */
const CALLED: Readonly<Record<PeopleField, string>> = {
  number:
    'mrn|patient id|patientid|patient number|patient no|hospital number|hospital no|record number|medical record number|chart number|id|no|number|nhc|n o hc|n hc|numero de historia|historia clinica|n historia|numero|expediente|patientennummer|fallnummer|ipp|prontuario|رقم الملف|رقم المريض|الرقم',
  national:
    'national number|national id|nationalid|nhs number|ssn|social security number|dni|nif|nie|cedula|curp|cpf|cip|passport|identity number|numero nacional|رقم الهوية|الرقم القومي|الرقم الوطني',
  family:
    'family name|family|last name|lastname|surname|last|second name|apellido|apellidos|primer apellido|nachname|familienname|nom|nom de famille|sobrenome|cognome|achternaam|اسم العائلة|العائلة|اللقب|الكنية',
  given:
    'given name|given names|given|first name|firstname|first|forename|forenames|nombre de pila|nombres|vorname|prenom|primeiro nome|nome|voornaam|الاسم الاول',
  name: 'name|full name|fullname|patient name|patient|nombre|nombre completo|nombre y apellidos|paciente|nom complet|nome completo|الاسم|الاسم الكامل|اسم المريض',
  title: 'title|prefix|salutation|tratamiento|anrede|titre|civilite|titulo|اللقب المهني',
  birth:
    'birth date|birthdate|date of birth|dob|born|birthday|birth|fecha de nacimiento|f nacimiento|nacimiento|fecha nac|fechanacimiento|geburtsdatum|date de naissance|data de nascimento|تاريخ الميلاد|تاريخ الولادة|الميلاد',
  sex: 'sex|gender|sexo|genero|geschlecht|sexe|الجنس|النوع',
  phone:
    'phone|telephone|tel|mobile|mobile phone|cell|cellphone|phone number|home phone|telefono|movil|celular|telefon|handy|telephone portable|telefone|الهاتف|الجوال|رقم الهاتف|الموبايل',
  email: 'e mail|email|mail|email address|correo|correo electronico|البريد الالكتروني|البريد',
  line: 'address|street|address line|street address|address 1|address1|direccion|domicilio|calle|strasse|adresse|rue|endereco|العنوان|الشارع',
  city: 'city|town|place|suburb|ciudad|localidad|poblacion|municipio|ort|stadt|ville|cidade|المدينة',
  postalCode:
    'postal code|postcode|post code|zip|zip code|zipcode|codigo postal|cp|plz|code postal|cep|الرمز البريدي',
  country: 'country|pais|land|pays|البلد|الدولة',
  language: 'language|preferred language|idioma|lengua|sprache|langue|idioma preferido|اللغة',
  contactName:
    'next of kin|contact name|contact|emergency contact|kin|nok|contacto|persona de contacto|familiar|القريب|جهة الاتصال',
  contactRelationship: 'relationship|contact relationship|parentesco|relacion|صلة القرابة|القرابة',
  contactPhone:
    'contact phone|emergency phone|next of kin phone|kin phone|nok phone|telefono de contacto|telefono contacto|هاتف القريب|هاتف جهة الاتصال',
  comment:
    'comment|comments|note|notes|remark|remarks|comentario|comentarios|observaciones|nota|notas|bemerkung|ملاحظات|ملاحظة',
};
const FIELD_OF: ReadonlyMap<string, PeopleField> = new Map(
  PEOPLE_FIELDS.flatMap((field) =>
    CALLED[field].split('|').map((words) => [foldText(words), field] as const),
  ),
);

/** How a file names a field where nobody chose other words. */
export function plainHeading(field: PeopleField): string {
  return CALLED[field].split('|', 1)[0] ?? field;
}

/** The field that the heading of a column names; null where nobody calls any so. */
export function fieldCalled(heading: string): PeopleField | null {
  return FIELD_OF.get(foldText(heading.replaceAll('_', ' '))) ?? null;
}
