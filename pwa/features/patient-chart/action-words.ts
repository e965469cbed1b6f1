import type { TextKey } from '#pwa/i18n/dictionary.ts';
import { t } from '#pwa/i18n/t.ts';
import type { HistoryEntry } from './history-rows.ts';

/** The jobs that people do in the app, by the name that is written with each. */
const ACTIONS: Readonly<Record<string, Extract<TextKey, `chart.action${string}`>>> = {
  'register patient': 'chart.actionRegister',
  'edit patient': 'chart.actionEdit',
  'record allergy': 'chart.actionAllergy',
  'edit allergy': 'chart.actionAllergyEdited',
  'confirm allergy': 'chart.actionAllergyConfirmed',
  'refute allergy': 'chart.actionAllergyRefuted',
  'allergy in error': 'chart.actionAllergyError',
  'no known allergies': 'chart.actionNoneKnown',
  'change photo': 'chart.actionPhoto',
  'add alert': 'chart.actionAlert',
  'end alert': 'chart.actionAlertEnded',
  'book appointment': 'chart.actionBook',
  'book series': 'chart.actionBook',
  'move appointment': 'chart.actionMove',
  'move series': 'chart.actionMove',
  'group move': 'chart.actionMove',
  'cancel series': 'chart.actionCancel',
  'cancel appointment': 'chart.actionCancel',
  'appointment step': 'chart.actionStatus',
  'self check-in': 'chart.actionStatus',
  admit: 'chart.actionAdmit',
  'move to bed': 'chart.actionMoveBed',
  'swap beds': 'chart.actionMoveBed',
  'settle bed': 'chart.actionMoveBed',
  discharge: 'chart.actionDischarge',
  decide: 'chart.actionDecide',
  import: 'chart.actionImport',
  restore: 'chart.actionRestore',
  'let-in': 'chart.actionLetIn',
  'merge people': 'chart.actionMerge',
  'separate people': 'chart.actionSeparate',
  undo: 'chart.actionUndo',
};

/** What was done, in the words of the ward; a job that nobody named here is told by its fields. */
export function actionWords({ action, by }: Pick<HistoryEntry, 'action' | 'by'>): string {
  const key = ACTIONS[action];
  if (key) return t(key);
  return t(by === null ? 'chart.actionHospital' : 'chart.actionChange');
}
