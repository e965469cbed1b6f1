/** Where a free time is booked. */
export function bookHref({
  wall,
  practitionerId,
  minutes,
}: {
  readonly wall: string;
  readonly practitionerId: string;
  readonly minutes: number;
}): string {
  const query = { practitioner: practitionerId, wall, minutes: `${minutes}` };
  return `/book?${new URLSearchParams(query)}`;
}
