import { registerHooks } from 'node:module';
import type { TabletKind } from '#e2e/simulator/world/world.ts';
import type { Kind } from './real-storage.ts';
import type * as RealTablet from './real-tablet.ts';

/** Two tablets live at one time; a copy takes the place of one of them, under another name. */
const PAGES = 6;
const PAGE = /\?page=\d$/;
/** What every page loads for itself; what a page asks for is the same page's. */
const OF_A_PAGE = /\/node_modules\/rxdb\/.*\.js$|\/real\/real-(tablet|storage)\.ts$/;

registerHooks({
  resolve: (specifier, context, next) => {
    const found = next(specifier, context);
    const [page] = PAGE.exec(context.parentURL ?? '') ?? [];
    return page && OF_A_PAGE.test(found.url) ? { ...found, url: found.url + page } : found;
  },
});

/** Tablets as pages of their own, each with an RxDB of its own: all of them in one would have more collections open than it lets in. */
export async function realTablets(keeps: Kind): Promise<TabletKind> {
  const pages: TabletKind[] = [];
  for (let page = 1; page <= PAGES; page += 1) {
    const { realTablet } = (await import(`./real-tablet.ts?page=${page}`)) as typeof RealTablet;
    pages.push(realTablet(keeps));
  }
  const [first] = pages as [TabletKind, ...TabletKind[]];
  /** By the clock of each world. */
  const worlds = new WeakMap<object, Map<object, TabletKind>>();
  return {
    ...first,
    startProcess: (deps) => {
      const pageOf = worlds.get(deps.time) ?? new Map<object, TabletKind>();
      worlds.set(deps.time, pageOf);
      const page = pageOf.get(deps.disk) ?? pages[pageOf.size % PAGES] ?? first;
      pageOf.set(deps.disk, page);
      return page.startProcess(deps);
    },
  };
}
