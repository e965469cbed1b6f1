import { writeAt, type JsonMap } from '#shared/lib/json.ts';
import type { Judged } from '#server/services/booking.ts';
import { planReminders, type Landed, type Planning } from './plan.ts';

/** Reminders of an appointment that has just been written, and of those that the hospital has judged with it. */
export async function planTouched(
  planning: Planning,
  written: Landed,
  judged: readonly Judged[],
): Promise<void> {
  const own = judged.find(({ id }) => id === written.id);
  await planReminders(planning, own ? { ...written, content: own.content } : written);
  for (const other of judged) {
    if (other.id === written.id) continue;
    await planReminders(planning, { ...other, before: beforeJudged(other) });
  }
}

/** As it stood before the hospital said another word on its time. */
function beforeJudged({ content, changes }: Judged): JsonMap {
  const word = changes.find(({ path }) => path === '/booking');
  return word?.before === undefined ? content : writeAt(content, '/booking', word.before);
}
