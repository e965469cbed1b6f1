import { createTokens } from '#server/services/tokens.ts';
import { CommandError, tableOf, withStore, wordOf, type Command } from './command.ts';

/** `admin token …`: bearer tokens of the read API. */
export const TOKEN_COMMANDS: Readonly<Record<string, Command>> = {
  create: (context, { name = 'read API' }) =>
    withStore(context, async ({ accounts }) => {
      const { token, secret } = await createTokens(accounts, context.clock).create(name);
      context.print(`Token ${token.id} (${name}) reads /fhir and /metrics. It is shown once:`);
      context.print(secret);
    }),
  list: (context) =>
    withStore(context, async ({ accounts }) => {
      const tokens = (await accounts.listTokens()).map((token) => [
        token.id,
        token.name,
        token.createdAt,
        token.usedAt ?? 'never',
      ]);
      for (const row of tableOf([['ID', 'NAME', 'MADE', 'LAST USED'], ...tokens])) {
        context.print(row);
      }
    }),
  revoke: (context, line) => {
    const id = wordOf(line, 'token by its id');
    return withStore(context, async ({ accounts }) => {
      const isThere = await createTokens(accounts, context.clock).revoke(id);
      if (!isThere) throw new CommandError('refused', `There is no token "${id}".`);
      context.print(`Token ${id} reads nothing any more.`);
    });
  },
};
