import type { Appointment } from '#shared/domain/appointment.ts';
import {
  newId,
  type AppointmentId,
  type LocationId,
  type PatientId,
  type PractitionerId,
} from '#shared/domain/ids.ts';
import type { Patient } from '#shared/domain/patient.ts';
import type { Change } from '#shared/domain/envelope.ts';
import type { Json, JsonMap } from '#shared/lib/json.ts';
import { intervalAt } from '#shared/scheduling/wall-time.ts';
import type { ReminderSettings } from '#shared/sync/reminders.ts';
import { createSmtpMailer } from '#server/interop/mail/smtp-mailer.ts';
import { startSendingReminders } from '#server/jobs/send-reminders.ts';
import type { JobsRunner } from '#server/jobs/run-jobs.ts';
import { createWebPusher } from '#server/interop/push/web-pusher.ts';
import { createLinks } from '#server/services/reminders/links.ts';
import { createPushSignup } from '#server/services/reminders/push-signup.ts';
import type { Pusher } from '#server/services/reminders/pusher.ts';
import { keptVapidKeys } from '#server/services/reminders/vapid-keys.ts';
import { createReminders, type Reminders } from '#server/services/reminders/reminders.ts';
import { FIRST_SETTINGS } from '#server/services/reminders/settings.ts';
import { aChange, aHospital, anEntry, aRow, type TestHospital } from './a-hospital.ts';
import { aMailServer, type MailServer } from './a-mail-server.ts';
import { aPushService, type PushService } from './a-push-service.ts';

const ZONE = 'Europe/Dublin';
const PUBLIC_URL = 'https://ward.example';
export const CLINIC = newId<LocationId>();
const DOCTOR = newId<PractitionerId>();

/** A hospital that sends reminders to a mail server of this machine, on a clock that the test moves. */
export interface RemindingHospital {
  readonly hospital: TestHospital;
  readonly mail: MailServer;
  readonly push: PushService;
  /** A new browser of the patient, by the link in a message. */
  readonly addBrowser: (patientId: PatientId) => Promise<boolean>;
  readonly reminders: Reminders;
  /** Lets time pass and sends what is due at its end. */
  readonly at: (instant: string) => Promise<void>;
  readonly addPatient: (more?: Patient) => Promise<PatientId>;
  readonly book: (
    patientId: PatientId,
    wall: string,
    more?: Partial<Appointment>,
  ) => Promise<AppointmentId>;
  /** Somebody at the desk changes fields of an appointment. */
  readonly change: (id: AppointmentId, fields: Partial<Appointment>) => Promise<void>;
  readonly set: (settings: Partial<ReminderSettings>) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** When and with whom, as the desk writes it. */
export function slotAt(wall: string, zone = ZONE): NonNullable<Appointment['slot']> {
  return { ...intervalAt(wall, 30, zone), practitionerId: DOCTOR, clinicId: CLINIC };
}

/** Opens one, with reminders three days and one day before, and news of changes. */
export async function aRemindingHospital(): Promise<RemindingHospital> {
  const hospital = await aHospital();
  const mail = await aMailServer();
  const push = await aPushService();
  const mailer = createSmtpMailer({
    host: '127.0.0.1',
    port: mail.port,
    isSecure: false,
    isLocal: true,
    auth: null,
    from: 'no-reply@ward.example',
  });
  const pusher = (): Pusher =>
    createWebPusher({
      clock: hospital.clock,
      keys: keptVapidKeys(hospital.store),
      subject: 'mailto:it@ward.example',
      hosts: [push.host],
    });
  const runners: JobsRunner[] = [];
  // A restart or a restore opens the store anew.
  const look = async (): Promise<void> => {
    const { store, clock } = hospital;
    const runner = startSendingReminders({
      store,
      clock,
      mailer,
      pusher: pusher(),
      publicUrl: PUBLIC_URL,
      logger: null,
    });
    runners.push(runner);
    await runner.look();
    await runner.look();
    await runner.stop();
  };
  const reminders = (): Reminders =>
    createReminders({
      ...hospital,
      store: hospital.store,
      mailer,
      publicUrl: PUBLIC_URL,
      onDue: () => undefined,
    });
  const write = async (
    collection: 'patients' | 'appointments',
    id: string,
    changes: readonly Change[],
  ): Promise<void> => {
    const [result] = await hospital.push(collection, aRow(id, anEntry(hospital.doctor, changes)));
    if (result?.outcome === 'rejected') throw new Error(`rejected: ${result.code}`);
  };
  const opened: RemindingHospital = {
    hospital,
    mail,
    push,
    addBrowser: async (patientId) => {
      const links = createLinks(hospital.store, PUBLIC_URL);
      const token = (await links.linkOf(patientId))?.split('/').at(-1) ?? '';
      const { store, clock } = hospital;
      const signup = createPushSignup({ store, clock, links, pusher: pusher() });
      return signup.add(token, push.browser());
    },
    get reminders() {
      return reminders();
    },
    at: async (instant) => {
      hospital.clock.set(instant);
      await look();
    },
    addPatient: async (more = {}) => {
      const id = newId<PatientId>();
      const patient: Patient = {
        names: { n: { use: 'official', family: 'Verysecret', given: 'Ana' } },
        telecom: { e: { kind: 'email', value: 'ana@home.example' } },
        ...more,
      };
      await write('patients', id, asNew(patient as unknown as JsonMap));
      return id;
    },
    book: async (patientId, wall, more = {}) => {
      const id = newId<AppointmentId>();
      const appointment: Appointment = {
        patientId,
        status: 'booked',
        booking: 'provisional',
        slot: slotAt(wall),
        visitType: 'Colposcopy',
        reason: 'HIV result',
        ...more,
      };
      const { booking: _, ...asked } = appointment;
      await write('appointments', id, asNew(asked as unknown as JsonMap));
      return id;
    },
    change: async (id, fields) => {
      const before = (await hospital.content('appointments', id)) ?? {};
      const changes = Object.entries(fields as unknown as JsonMap).map(([key, after]) =>
        aChange(`/${key}`, before[key], after),
      );
      await write('appointments', id, changes);
    },
    set: async (settings) => {
      const changed = await opened.reminders.change({
        ...FIRST_SETTINGS,
        isOn: true,
        phone: '+353 1 555 0100',
        ...settings,
      });
      if (!changed.ok) throw new Error(changed.error.kind);
      await look();
    },
    close: async () => {
      await mail.close();
      await push.close();
      await hospital.close();
    },
  };
  await hospital.store.transaction(async (tx) => {
    for (const [id, name, kind] of [[CLINIC, 'Oncology', 'clinic']] as const)
      tx.put({
        collection: 'locations',
        id,
        content: { kind, name, status: 'active', address: '2 Main St' },
        kind: 'put',
        entries: [{ mutationId: null, by: null, device: null, at: '', action: null, changes: [] }],
      });
  });
  await opened.set({});
  return opened;
}

function asNew(content: JsonMap): readonly Change[] {
  return Object.entries(content)
    .flatMap(([key, value]): readonly (readonly [string, Json | undefined])[] =>
      key === 'names' || key === 'telecom' || key === 'languages' || key === 'reminders'
        ? Object.entries(value as JsonMap).map(([id, one]) => [`/${key}/${id}`, one] as const)
        : [[`/${key}`, value] as const],
    )
    .map(([path, after]) => aChange(path, undefined, after));
}
