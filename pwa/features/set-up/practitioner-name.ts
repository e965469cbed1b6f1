import { nameParts, shownName } from '#shared/domain/human-name.ts';
import type { Practitioner } from '#shared/domain/practitioner.ts';

/** "Dr Elena Petrova": how colleagues are named, unlike patients. */
export function practitionerName(content: Practitioner): string {
  const { family, given, title } = nameParts(shownName(content.names));
  return [title, given, family].filter(Boolean).join(' ');
}

/** In the order of the calendar. */
export function inCalendarOrder<
  Row extends { readonly id: string; readonly content: Practitioner },
>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted(
    (a, b) =>
      Number(b.content.isActive) - Number(a.content.isActive) ||
      (a.content.order ?? 1e6) - (b.content.order ?? 1e6) ||
      practitionerName(a.content).localeCompare(practitionerName(b.content)) ||
      (a.id < b.id ? -1 : 1),
  );
}
