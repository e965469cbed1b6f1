import { foldText } from '#shared/domain/fold-text.ts';
import { fullNameKey, isSameName, type Known, type Planned, type Row } from './planned.ts';
import { newPractitioner } from './practitioner-form.ts';
import { newWrite } from './set-up-write.ts';

/** Clinicians; one of the same name is there already. */
export function planPractitioners(
  rows: readonly Row[],
  { places, practitioners, newId }: Known,
): readonly Planned[] {
  const names = new Set(practitioners.map(({ content }) => fullNameKey(content)));
  let order = practitioners.length;
  return rows.map(({ line, cell }): Planned => {
    const [family, given, prefix] = [cell('family'), cell('given'), cell('title')];
    const what = [prefix, given, family].filter(Boolean).join(' ');
    if (family === '') return { line, what, verdict: 'refused', why: 'no-name', value: '' };
    const clinic = cell('clinic');
    const found = places.find(
      ({ content }) => content.kind === 'clinic' && isSameName(content.name, clinic),
    );
    if (clinic !== '' && !found)
      return { line, what, verdict: 'refused', why: 'unknown-place', value: clinic };
    const key = foldText(`${given} ${family}`);
    if (names.has(key)) return { line, what, verdict: 'same' };
    names.add(key);
    order += 1;
    const content = newPractitioner(
      {
        family,
        given,
        prefix,
        role: cell('role'),
        specialty: cell('specialty'),
        clinicId: found?.id ?? '',
      },
      order,
    );
    return {
      line,
      what,
      verdict: 'write',
      writes: [newWrite('practitioners', { id: newId(), content })],
    };
  });
}
