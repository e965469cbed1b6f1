import type { JSX } from 'preact';
import { useLocation } from 'preact-iso/router';
import { t } from '#pwa/i18n/t.ts';
import { useLocations, usePractitioners, useSchedules } from '#pwa/store/queries.ts';
import { Screen } from '#pwa/ui/screen.tsx';
import { WhenReady } from '#pwa/ui/when-ready.tsx';
import { AdminTabs } from '#pwa/widgets/admin-tabs.tsx';
import { ClinicsStep } from './clinics-step.tsx';
import { FileStep } from './file-step.tsx';
import { HospitalStep } from './hospital-step.tsx';
import { HoursStep } from './hours-step.tsx';
import { PractitionersStep } from './practitioners-step.tsx';
import { nextStep, setUpState, STEPS, type AllRows, type Step } from './set-up-steps.ts';
import { StepList } from './step-list.tsx';
import { VisitsStep } from './visits-step.tsx';
import { WardsStep } from './wards-step.tsx';

/** The hospital's places, clinicians and hours: made here, and changed here later. */
export function SetUpScreen(): JSX.Element {
  return (
    <Screen
      title={t('setUp.title')}
      heading={
        <>
          <h1>{t('setUp.title')}</h1>
          <p class="sub">{t('setUp.lead')}</p>
        </>
      }
      actions={<AdminTabs current="set-up" />}
    >
      <SetUp />
    </Screen>
  );
}

function SetUp(): JSX.Element {
  const places = useLocations();
  const practitioners = usePractitioners();
  const schedules = useSchedules();
  return (
    <WhenReady live={places}>
      {(placeRows) => (
        <WhenReady live={practitioners}>
          {(practitionerRows) => (
            <WhenReady live={schedules}>
              {(scheduleRows) => (
                <Steps
                  rows={{
                    places: placeRows,
                    practitioners: practitionerRows,
                    schedules: scheduleRows,
                  }}
                />
              )}
            </WhenReady>
          )}
        </WhenReady>
      )}
    </WhenReady>
  );
}

function Steps({ rows }: { readonly rows: AllRows }): JSX.Element {
  const wish = useLocation().query['step'];
  const state = setUpState(rows);
  const step = STEPS.find((one) => one === wish) ?? nextStep(state);
  return (
    <div class="set-up">
      <StepList state={state} current={step} />
      <section class="stack" aria-labelledby="set-up-step">
        <h2 id="set-up-step" class="set-up-title">
          {t(`setUp.step.${step}`)}
        </h2>
        {panelOf(step, rows, state)}
      </section>
    </div>
  );
}

function panelOf(
  step: Step,
  rows: AllRows,
  state: ReturnType<typeof setUpState>,
): JSX.Element | null {
  switch (step) {
    case 'hospital':
      return <HospitalStep key={state.tree.facility?.id} facility={state.tree.facility} />;
    case 'clinics':
      return <ClinicsStep tree={state.tree} />;
    case 'wards':
      return <WardsStep tree={state.tree} />;
    case 'practitioners':
      return <PractitionersStep rows={rows} tree={state.tree} />;
    case 'hours':
      return <HoursStep rows={rows} tree={state.tree} />;
    case 'visits':
      return <VisitsStep rows={rows} tree={state.tree} />;
    case 'file':
      return <FileStep rows={rows} />;
    case 'people':
      return (
        <p>
          <a class="btn" href="/admin/people">
            {t('setUp.step.people')}
          </a>
        </p>
      );
  }
}
