import { build } from 'vite';

/** The page of a benchmark, built as the app is, in a folder that the server serves in its place. */
export async function buildPage(root: string, outDir: string): Promise<string> {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, target: 'es2022' },
  });
  return outDir;
}
