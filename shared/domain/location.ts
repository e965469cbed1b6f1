import type { LocationId } from './ids.ts';
import type { VisitKind } from './visit-kind.ts';

/** A place: the facility holds clinics and wards, these hold rooms (bays), rooms hold beds. Equipment stands in a clinic or ward and is booked like a room. */
export interface Location {
  readonly kind: 'facility' | 'clinic' | 'ward' | 'room' | 'bed' | 'equipment';
  readonly name: string;
  readonly parentId?: LocationId;
  /** IANA zone; inherited from the parent where absent. The facility always has one. */
  readonly zone?: string;
  readonly language?: string;
  readonly specialty?: string;
  /** How many people it holds at once; 1 where absent. */
  readonly capacity?: number;
  readonly status: 'active' | 'closed' | 'inactive';
  readonly closedReason?: string;
  readonly closedUntil?: string;
  /** When a bed was last made ready for the next person. */
  readonly cleanedAt?: string;
  readonly order?: number;
  readonly address?: string;
  readonly source?: string;
  /** What people come for; on the facility alone. */
  readonly visitKinds?: Readonly<Record<string, VisitKind>>;
}
