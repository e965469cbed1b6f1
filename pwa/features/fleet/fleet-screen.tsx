import type { JSX } from 'preact';
import { useLocation } from 'preact-iso/router';
import { agoText, spanText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import type { CallError } from '#pwa/store/call-hospital.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { Notice } from '#pwa/ui/notice.tsx';
import { Screen } from '#pwa/ui/screen.tsx';
import { Skeleton } from '#pwa/ui/skeleton.tsx';
import { AdminTabs } from '#pwa/widgets/admin-tabs.tsx';
import { inOrder, judgeDevice, sumOf, type FleetSum } from './device-level.ts';
import { ContactNotice } from './contact-notice.tsx';
import { DocumentCounts } from './document-counts.tsx';
import { FleetTable } from './fleet-table.tsx';
import { OpeningsTable } from './openings-table.tsx';
import { Pulse } from './pulse.tsx';
import { RefusedTable } from './refused-table.tsx';
import { RestoreNotice } from './restore-notice.tsx';
import { SpeedPanel } from './speed-panel.tsx';
import { useFleet, type FleetView } from './use-fleet.ts';

/** How every device stands, those that need a person first, and how quick the app feels on them. */
export function FleetScreen(): JSX.Element {
  const isSpeed = useLocation().query['part'] === 'speed';
  const title = t(isSpeed ? 'fleet.titleSpeed' : 'fleet.title');
  const fleet = useFleet();
  const here = useNow(5_000).value;
  const { answer } = fleet;
  // Ages are counted by the hospital's clock: the administrator's own may be the one that is wrong.
  const now = answer ? Date.parse(answer.serverTime) + Math.max(0, here - fleet.receivedAt) : here;
  const judged = inOrder(
    (answer?.devices ?? []).map((device) =>
      judgeDevice(device, { now, appVersion: answer?.appVersion ?? '' }),
    ),
  );
  const sum = sumOf(judged);
  return (
    <Screen
      title={title}
      heading={
        <>
          <h1>{title}</h1>
          {answer && !isSpeed && <p class="sub">{summaryWords(sum)}</p>}
        </>
      }
      actions={<AdminTabs current={isSpeed ? 'speed' : 'devices'} />}
    >
      <div class="stack">
        <Trouble fleet={fleet} now={here} />
        {!answer && !fleet.trouble && <Skeleton rows={6} />}
        {answer && isSpeed && <SpeedPanel rows={answer.vitals} />}
        {answer && !isSpeed && (
          <>
            {answer.restore && <RestoreNotice restore={answer.restore} now={now} />}
            {answer.contacts?.map((word) => (
              <ContactNotice key={word.id} word={word} now={now} />
            ))}
            <Pulse answer={answer} sum={sum} />
            <FleetTable devices={judged} now={now} onChanged={fleet.refetch} />
            <p class="stamp">
              {fleet.trouble ? '' : t('fleet.live')}{' '}
              {t('fleet.server', {
                version: answer.appVersion,
                span: spanText(now - Date.parse(answer.startedAt)),
              })}
            </p>
            <OpeningsTable openings={answer.openings ?? []} now={now} />
            <RefusedTable refused={answer.refused ?? []} now={now} />
            <DocumentCounts documents={answer.documents} />
          </>
        )}
      </div>
    </Screen>
  );
}

function summaryWords({ red, connected, devices }: FleetSum): string {
  return red === 0
    ? t('fleet.summaryWell', { connected, of: devices })
    : t('fleet.summary', { red, connected, of: devices });
}

/** Why the page is not of this moment. */
function Trouble({
  fleet,
  now,
}: {
  readonly fleet: FleetView;
  readonly now: number;
}): JSX.Element | null {
  const { trouble, answer, receivedAt } = fleet;
  if (!trouble) return null;
  const since = answer
    ? t('fleet.offlineSince', { ago: agoText(now - receivedAt) })
    : t('fleet.offlineNothing');
  return (
    <Notice tone="caution" title={titleOf(trouble)}>
      {trouble.kind === 'signed-out' ? t('fleet.signedOutWhy') : since}
    </Notice>
  );
}

function titleOf(trouble: CallError): string {
  if (trouble.kind === 'refused') return `${t('fleet.refused')}: ${trouble.problem.title}`;
  return t(trouble.kind === 'signed-out' ? 'fleet.signedOut' : 'fleet.offline');
}
