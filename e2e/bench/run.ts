import 'temporal-polyfill/global';

/** `npm run bench -- <name>`: one benchmark, its reference beside it in the same run. Each prints `RATIO <name> <value>` lines. */
const BENCHES: Readonly<Record<string, () => Promise<{ readonly measure: () => Promise<void> }>>> =
  {
    sync: () => import('./sync/measure.ts'),
    store: () => import('./store/measure.ts'),
    import: () => import('./import/measure.ts'),
    push: () => import('./push/measure.ts'),
    stream: () => import('./stream/measure.ts'),
    pull: () => import('./pull/measure.ts'),
    search: () => import('./search/measure.ts'),
    calendar: () => import('./calendar/measure.ts'),
    match: () => import('./match/measure.ts'),
    files: () => import('./files/measure.ts'),
    'cold-start': () => import('./cold-start/measure.ts'),
  };

const bench = BENCHES[process.argv[2] ?? ''];
if (!bench) {
  console.error(`npm run bench -- ${Object.keys(BENCHES).join('|')}`);
  process.exit(2);
}
await (await bench()).measure();
