import type { JSX } from 'preact';
import { mrnText } from '#shared/domain/mrn.ts';
import { mrnOf } from '#shared/domain/patient.ts';
import { checkInCode } from '#shared/domain/check-in-code.ts';
import { dateText, momentText, weekdayText } from '#pwa/i18n/formats.ts';
import { t } from '#pwa/i18n/t.ts';
import { useLocations } from '#pwa/store/queries.ts';
import { useReplica } from '#pwa/store/replica-context.ts';
import type { Stored } from '#pwa/store/rx-schema.ts';
import { useSession } from '#pwa/store/session-context.ts';
import { useClinicianNames } from '#pwa/store/use-clinician-names.ts';
import { useNow } from '#pwa/store/use-now.ts';
import { usePeopleOf } from '#pwa/store/use-people-of.ts';
import { useZone } from '#pwa/store/use-zone.ts';
import { QrCode } from '#pwa/widgets/qr-code.tsx';
import { PatientName } from '#pwa/widgets/patient-name.tsx';

/** The slip for the patient's hand: 80 mm paper, person and time large, PROVISIONAL in a dashed box. Drawn on paper only. */
export function Slip({ row }: { readonly row: Stored<'appointments'> }): JSX.Element | null {
  const { slot, patientId = '', booking } = row.content;
  const { people } = usePeopleOf([patientId]);
  const now = useNow(60_000).value;
  const zone = useZone();
  const session = useSession();
  const nameOf = useClinicianNames();
  const places = usePlaces(slot?.clinicId, slot?.roomId);
  const patient = people.get(patientId);
  const mrn = patient && mrnOf(patient);
  if (!slot) return null;
  const by = session.kind === 'signed-in' ? session.person.name : '';
  const [day = '', date] = [weekdayText(slot.wall).split(' ')[0], dateText(slot.wall)];
  return (
    <article class="slip" aria-hidden="true">
      <header>
        <p>{places.hospital}</p>
        <p class="slip-title">{t('booking.slipTitle')}</p>
      </header>
      <p class="when">
        {`${day} ${date}`}
        <br />
        {slot.wall.slice(11, 16)}
      </p>
      {booking !== 'confirmed' && (
        <p class="boxed">
          <b>{t('booking.slipProvisional')}</b> {t('booking.slipProvisionalWhy')}
        </p>
      )}
      <dl>
        <dt>{t('booking.slipFor')}</dt>
        <dd>
          <PatientName patient={patient} />
        </dd>
        <dt>{t('booking.slipBorn')}</dt>
        <dd>{patient?.birthDate ? dateText(patient.birthDate) : t('ui.unknown')}</dd>
        <dt>{t('booking.slipMrn')}</dt>
        <dd>
          <b>{mrn ? mrnText(mrn) : t('widgets.mrnUnknown')}</b>
        </dd>
        <dt>{t('booking.slipWith')}</dt>
        <dd>{nameOf(slot.practitionerId)}</dd>
        <dt>{t('booking.slipWhere')}</dt>
        <dd>{places.where}</dd>
        <dt>{t('booking.slipBring')}</dt>
        <dd>{t('booking.slipBringWhat')}</dd>
      </dl>
      <QrCode text={checkInCode(row.id)} label={t('booking.slipCode')} />
      <p>{t('booking.slipCode')}</p>
      <p class="slip-foot">{t('booking.slipPrinted', { time: momentText(now, zone), name: by })}</p>
    </article>
  );
}

function usePlaces(
  clinicId: string | undefined,
  roomId: string | undefined,
): { readonly hospital: string; readonly where: string } {
  const facility = useReplica()?.sync.facility.value;
  const live = useLocations().value;
  const rows = live.kind === 'ready' ? live.rows : [];
  const named = (id: string | undefined): string =>
    rows.find((row) => row.id === id)?.content.name ?? '';
  const hospital =
    facility?.name ?? rows.find(({ content }) => content.kind === 'facility')?.content.name ?? '';
  return { hospital, where: [named(clinicId), named(roomId)].filter(Boolean).join(', ') };
}
