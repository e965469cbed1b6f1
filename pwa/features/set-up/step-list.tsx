import type { JSX } from 'preact';
import { t } from '#pwa/i18n/t.ts';
import { Icon } from '#pwa/ui/icon.tsx';
import { isOptional, STEPS, type SetUpState, type Step } from './set-up-steps.ts';

/** The steps of set-up with what is done, read from the documents; each leads to its part. */
export function StepList({
  state,
  current,
}: {
  readonly state: SetUpState;
  readonly current: Step;
}): JSX.Element {
  return (
    <nav class="card steps" aria-label={t('setUp.steps')}>
      <ol>
        {STEPS.map((step) => {
          const isDone = isOptional(step) ? null : state.isDone[step];
          return (
            <li key={step}>
              <a
                href={step === 'people' ? '/admin/people' : `/admin/set-up?step=${step}`}
                {...(step === current ? { 'aria-current': 'step' as const } : {})}
              >
                <span class={isDone ? 'step-mark step-done' : 'step-mark'}>
                  <Icon name={isDone === null ? 'next' : isDone ? 'check' : 'plus'} />
                </span>
                <span class="step-words">
                  <b>{t(`setUp.step.${step}`)}</b>
                  <small>
                    {isDone !== null && (
                      <span class="vh">{t(isDone ? 'setUp.done' : 'setUp.toDo')}, </span>
                    )}
                    <bdi>{detailOf(step, state)}</bdi>
                  </small>
                </span>
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function detailOf(step: Step, state: SetUpState): string {
  switch (step) {
    case 'hospital':
      return state.tree.facility?.content.name ?? t('setUp.toDo');
    case 'clinics':
      return state.clinics > 0
        ? t('setUp.stepDone.clinics', { n: state.clinics })
        : t('setUp.toDo');
    case 'wards':
      return state.wards > 0
        ? t('setUp.stepDone.wards', { n: state.wards, beds: state.beds })
        : t('setUp.toDo');
    case 'practitioners':
      return state.practitioners > 0
        ? t('setUp.stepDone.practitioners', { n: state.practitioners })
        : t('setUp.toDo');
    case 'hours':
      return state.practitioners > 0
        ? t('setUp.stepDone.hours', { n: state.withHours, of: state.practitioners })
        : t('setUp.toDo');
    case 'visits':
      return state.visits > 0
        ? t('setUp.stepDone.visits', { n: state.visits })
        : t('setUp.visitsStepWhy');
    case 'people':
      return t('setUp.peopleStepWhy');
    case 'file':
      return t('setUp.fileStepWhy');
  }
}
