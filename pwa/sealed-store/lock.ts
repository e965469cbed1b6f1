/** Many readers or one writer, in the order in which they came. */
export interface Lock {
  read<T>(work: () => Promise<T>): Promise<T>;
  write<T>(work: () => Promise<T>): Promise<T>;
}

/** The lock of one store: a reader sees the state before a write or after it, never one between. */
export function createLock(): Lock {
  let writers: Promise<unknown> = Promise.resolve();
  let readers: Promise<unknown> = Promise.resolve();
  const settled = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      () => undefined,
    );
  return {
    read: (work) => {
      const run = writers.then(work);
      readers = Promise.all([readers, settled(run)]);
      return run;
    },
    write: (work) => {
      const run = Promise.all([writers, readers]).then(work);
      writers = settled(run);
      readers = Promise.resolve();
      return run;
    },
  };
}
