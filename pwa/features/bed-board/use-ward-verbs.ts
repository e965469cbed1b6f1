import type { BedPlace } from '#shared/domain/admit-patient.ts';
import type { Occupant } from '#shared/domain/bed.ts';
import { nameText, shownName } from '#shared/domain/human-name.ts';
import type { LocationId } from '#shared/domain/ids.ts';
import { wardIdOf } from '#shared/domain/ward-layout.ts';
import type { Result } from '#shared/lib/result.ts';
import { t } from '#pwa/i18n/t.ts';
import type { Receipt } from '#pwa/store/replica.ts';
import type { Beds } from '#pwa/store/use-beds.ts';
import { useBedWrites, type BedRefusal } from '#pwa/store/use-bed-writes.ts';
import { showToast } from '#pwa/ui/toast.tsx';
import { personLine } from '#pwa/widgets/appointment-words.ts';
import { tellOutcome } from '#pwa/widgets/tell-outcome.ts';
import { bedName } from './ward-words.ts';

/** What is done on the board, said afterwards with two identifiers and a way back. */
export interface WardVerbs {
  move(occupant: Occupant, bedId: string): Promise<boolean>;
  swap(
    occupant: Occupant & { readonly bedId: string },
    other: Occupant,
    bedId: string,
  ): Promise<boolean>;
  discharge(occupant: Occupant): Promise<boolean>;
  settle(occupant: Occupant, bedId: string): Promise<boolean>;
  ready(bedId: string, leftAt: string): Promise<boolean>;
  close(bedId: string, reason: string, until: string): Promise<boolean>;
  open(bedId: string): Promise<boolean>;
}

/** The verbs of the board over the beds as they are on screen. */
export function useWardVerbs(beds: Beds): WardVerbs {
  const writes = useBedWrites();
  const patient = ({ patientId }: Pick<Occupant, 'patientId'>) =>
    patientId ? beds.people.get(patientId) : undefined;
  const name = (id: string): string => bedName(beds.places, id);
  const place = (bedId: string): BedPlace => ({
    bedId: bedId as LocationId,
    wardId: wardIdOf(beds.places, bedId) ?? ('' as LocationId),
  });
  const tell = (done: Result<Receipt, BedRefusal>, about: string, said: string): boolean => {
    if (!done.ok && done.error.kind === 'not-now')
      showToast({ text: t('wards.notNow'), tone: 'alarm' });
    else tellOutcome(done, { about, said, undo: writes.undo });
    return done.ok;
  };
  const tellBed = (done: Result<Receipt, BedRefusal>, bedId: string, said: string): boolean =>
    tell(done, t('wards.bed', { name: name(bedId) }), said);
  return {
    move: async (occupant, bedId) => {
      const moves = [{ encounterId: occupant.encounterId, to: place(bedId) }];
      const who = personLine(patient(occupant));
      return tell(await writes.move(moves), who, t('wards.moved', { bed: name(bedId) }));
    },
    swap: async (occupant, other, bedId) => {
      const done = await writes.move([
        { encounterId: occupant.encounterId, to: place(bedId) },
        { encounterId: other.encounterId, to: place(occupant.bedId) },
      ]);
      const otherName = nameText(shownName(patient(other)?.names)) || t('widgets.nameUnknown');
      return tell(done, personLine(patient(occupant)), t('wards.swapped', { other: otherName }));
    },
    discharge: async (occupant) =>
      tell(await writes.discharge(occupant), personLine(patient(occupant)), t('wards.discharged')),
    settle: async (occupant, bedId) => {
      const done = await writes.settle(occupant, place(bedId));
      const said = t('wards.settled', { bed: name(bedId) });
      return tell(done, personLine(patient(occupant)), said);
    },
    ready: async (bedId, leftAt) =>
      tellBed(await writes.ready(bedId, leftAt), bedId, t('wards.readied')),
    close: async (bedId, reason, until) =>
      tellBed(await writes.close(bedId, reason, until), bedId, t('wards.closedNow')),
    open: async (bedId) => tellBed(await writes.open(bedId), bedId, t('wards.openedNow')),
  };
}
