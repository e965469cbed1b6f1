import { hoursText, parseHours, parseWeekdays } from './hours-text.ts';
import { findPractitioner, type Known, type Planned, type Refusal, type Row } from './planned.ts';
import { scheduleFormOf, scheduleFrom } from './schedule-form.ts';
import { newWrite } from './set-up-write.ts';

/** Rows of one clinician are read together: each says the hours of some weekdays. */
export function planHours(rows: readonly Row[], known: Known): readonly Planned[] {
  const standing = new Map(
    known.schedules.map((one) => [one.content.practitionerId as string | undefined, one]),
  );
  return rows.map(({ line, cell }): Planned => {
    const name = cell('practitioner');
    const what = [name, cell('weekdays'), cell('hours')].filter(Boolean).join(' ');
    const refused = (why: Refusal, value: string): Planned => ({
      line,
      what,
      verdict: 'refused',
      why,
      value,
    });
    const practitioner = findPractitioner(name, known.practitioners);
    if (!practitioner) return refused('unknown-practitioner', name);
    const weekdays = parseWeekdays(cell('weekdays'));
    if (!weekdays) return refused('bad-weekdays', cell('weekdays'));
    const hours = parseHours(cell('hours'));
    if (!hours.ok) return refused('bad-hours', cell('hours'));
    const slot = cell('slot') || cell('slot minutes');
    if (slot !== '' && !/^\d{1,3}$/.test(slot)) return refused('bad-slot', slot);
    const before = standing.get(practitioner.id);
    const form = scheduleFormOf(before?.content);
    const clinicId =
      before?.content.clinicId ??
      Object.values(practitioner.content.roles ?? {})[0]?.clinicId ??
      '';
    const week = form.week.map((text, i) =>
      weekdays.includes(i + 1) ? hoursText(hours.value) : text,
    );
    const slotMinutes = slot || form.slotMinutes;
    if (before && week.join() === form.week.join() && slotMinutes === form.slotMinutes)
      return { line, what, verdict: 'same' };
    const making = { practitionerId: practitioner.id, zone: known.zone, newKey: known.newId };
    const content = scheduleFrom(before?.content, { ...form, clinicId, week, slotMinutes }, making);
    const schedule = { id: before?.id ?? known.newId(), content };
    standing.set(practitioner.id, schedule);
    return { line, what, verdict: 'write', writes: [newWrite('schedules', schedule)] };
  });
}
