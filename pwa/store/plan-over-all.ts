import { prepareQuery, type RxStorage, type RxStorageInstance } from 'rxdb/plugins/core';
import type { Stored } from './rx-schema.ts';

type Instance = RxStorageInstance<Stored, unknown, unknown>;
type Prepared = Parameters<Instance['query']>[0];

/**
 * The index over `unsent` is sparse in the Dexie storage (rx-schema.ts), and RxDB does not know it: where no other index fits better it
 * walks that one, and would find only what waits. A query that does not ask for what waits is planned over the other indexes.
 */
export function planOverAll(storage: RxStorage<unknown, unknown>): RxStorage<unknown, unknown> {
  return {
    ...storage,
    createStorageInstance: async (params) => {
      const instance = await storage.createStorageInstance(params);
      if (!('unsent' in params.schema.properties)) return instance;
      return withWholePlans(instance as never) as never;
    },
  };
}

function withWholePlans(instance: Instance): Instance {
  const { schema } = instance;
  const indexes = schema.indexes?.filter((index) => !index.includes('unsent')) ?? [];
  const whole = { ...schema, indexes };
  const planned = (prepared: Prepared): Prepared =>
    'unsent' in prepared.query.selector || !prepared.queryPlan.index.includes('unsent')
      ? prepared
      : prepareQuery(whole, prepared.query);
  const [query, count] = [instance.query.bind(instance), instance.count.bind(instance)];
  return Object.assign(instance, {
    query: (prepared: Prepared) => query(planned(prepared)),
    count: (prepared: Prepared) => count(planned(prepared)),
  });
}
