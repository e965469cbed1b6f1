import 'temporal-polyfill/global';
import { runAdmin } from './run-admin.ts';

// Nobody else on this machine may read the hospital's files, backups included.
process.umask(0o077);

process.exitCode = await runAdmin(process.argv.slice(2), {
  out: (text) => console.log(text),
  err: (text) => console.error(text),
});
