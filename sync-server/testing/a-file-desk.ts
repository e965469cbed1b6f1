import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Patient } from '#shared/domain/patient.ts';
import type { FileJob, ImportJob, ImportSettings, ToldAnswer } from '#shared/sync/files.ts';
import { jsonOf, startInProcess, type Browser, type InProcess } from './in-process.ts';

/** A hospital with a records officer signed in, and what they do with files. */
export interface FileDesk {
  readonly folder: string;
  readonly server: InProcess;
  readonly officer: Browser;
  /** Brings a file in, in parts of a size. */
  readonly bring: (
    content: string | Uint8Array,
    name?: string,
    part?: number,
  ) => Promise<ImportJob>;
  readonly putPart: (id: string, from: number, bytes: Uint8Array) => Promise<Response>;
  readonly step: (id: string, body: object) => Promise<Response>;
  readonly read: <J extends FileJob = ImportJob>(id: string) => Promise<J>;
  readonly told: (id: string) => Promise<ToldAnswer['rows']>;
  /** Waits until the server has nothing to do with it. */
  readonly settled: <J extends FileJob = ImportJob>(id: string) => Promise<J>;
  readonly check: (job: ImportJob, change?: Partial<ImportSettings>) => Promise<ImportJob>;
  readonly write: (job: ImportJob, twins?: string) => Promise<ImportJob>;
  readonly people: () => Promise<readonly Patient[]>;
  readonly families: () => Promise<readonly string[]>;
  /** Stops the server and starts it again over the same files. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens one; in a file of its own where it is to be stopped and started. */
export async function aFileDesk({ inFile = false } = {}): Promise<FileDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-files-'));
  const start = (): InProcess =>
    startInProcess({
      filesFolder: folder,
      ...(inFile ? { file: join(folder, 'hospital.db') } : {}),
    });
  let server = start();
  let officer = server.browser();
  await server.store.transaction(async (tx) =>
    tx.writeFacility({ id: 'f', name: 'St Brigid', zone: 'Europe/Dublin', language: 'en' }),
  );
  await server.addPerson('olive', 'records');
  await officer.signIn('olive');
  const send: Browser['send'] = (...request) => officer.send(...request);
  const putPart: FileDesk['putPart'] = (id, from, bytes) =>
    send('PUT', `/api/v1/files/${id}/part/${from}`, bytes, {
      'content-type': 'application/octet-stream',
    });
  const step: FileDesk['step'] = (id, body) => send('POST', `/api/v1/files/${id}/step`, body);
  const read = <J extends FileJob = ImportJob>(id: string): Promise<J> =>
    jsonOf<J>(send('GET', `/api/v1/files/${id}`));
  const settled = async <J extends FileJob = ImportJob>(id: string): Promise<J> => {
    for (;;) {
      const job = await read<J>(id);
      if (!['checking', 'writing', 'making'].includes(job.phase)) return job;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const stepped = async (id: string, body: object): Promise<ImportJob> => {
    expect((await step(id, body)).status).toBe(200);
    return settled(id);
  };
  const people = async (): Promise<readonly Patient[]> => {
    const { documents } = await server.store.find({ collection: 'patients', limit: 1000 });
    return documents.map(({ content }) => content as Patient);
  };
  return {
    folder,
    get server() {
      return server;
    },
    get officer() {
      return officer;
    },
    putPart,
    step,
    read,
    settled,
    people,
    bring: async (content, name = 'people.csv', part = 1000) => {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      const file = { kind: 'import', name, bytes: bytes.byteLength, lastModified: 1 };
      let job = await jsonOf<ImportJob>(send('POST', '/api/v1/files', file));
      for (let at = 0; at < bytes.byteLength; at += part)
        job = await jsonOf(putPart(job.id, at, bytes.subarray(at, at + part)));
      return job;
    },
    told: async (id) => (await jsonOf<ToldAnswer>(send('GET', `/api/v1/files/${id}/rows/0`))).rows,
    check: (job, change = {}) =>
      stepped(job.id, { step: 'check', settings: { ...job.settings, ...change } }),
    write: (job, twins = 'leave-out') => stepped(job.id, { step: 'write', twins }),
    families: async () =>
      (await people()).map(({ names }) => names?.['official']?.family ?? '').toSorted(),
    restart: async () => {
      await server.stop();
      server = start();
      officer = server.browser();
      await officer.signIn('olive');
    },
    close: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
