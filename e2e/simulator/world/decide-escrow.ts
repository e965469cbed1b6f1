import type { EscrowVerdict } from '#shared/sync/escrow.ts';
import type { Dice } from './dice.ts';
import type { Slot, World } from './world.ts';

const MOST_AT_ONCE = 3;

/** An administrator lets in what the hospital did not take, or sets it aside (S17); several in the order in which they were kept. */
export function decideEscrow(world: World, _: Slot, dice: Dice): void {
  const life = world.hospital.life();
  const admins = world.template.people.filter(({ roles }) => roles.includes('admin'));
  const by = dice.pick(admins).id;
  const [isLetIn, most] = [dice.chance(0.6), 1 + dice.below(MOST_AT_ONCE)];
  const decide = async (): Promise<void> => {
    const rows = (await life?.escrow.list()) ?? [];
    if (rows.length === 0) return;
    const from = dice.below(rows.length);
    const keys = rows.slice(from, from + most).map(({ key }) => key);
    const verdict: EscrowVerdict = isLetIn
      ? { decision: 'apply', keys }
      : { decision: 'set-aside', keys, reason: 'Written twice' };
    const done = await life?.escrow.decide(verdict, by);
    const settled = done?.settled.length ?? 0;
    const stopped = done?.stopped ? `, then ${done.stopped.code}` : '';
    if (settled > 0)
      world.note(`an administrator ${isLetIn ? 'lets in' : 'sets aside'} ${settled}`);
    if (stopped) world.note(`an administrator cannot go on${stopped}`);
  };
  void decide().catch(() => undefined);
}
