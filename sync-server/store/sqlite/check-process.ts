import { setPriority } from 'node:os';
import { StoreError } from '#server/store/store.ts';
import { checkDatabaseFile } from './check-file.ts';

/** What `checkWhileWorking` starts: reads the file that it is given behind everybody's work, and prints what is wrong with it. */
setPriority(10);
try {
  checkDatabaseFile(process.argv[2] ?? '');
} catch (cause) {
  if (!(cause instanceof StoreError)) throw cause;
  process.stdout.write(cause.message);
}
