import { cpSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the demo hospital and its devices lie ready, so that no journey waits for them to be made. */
export const TEMPLATE_VARIABLE = 'WARDLINE_E2E_TEMPLATE';

/** People whose device lies ready: signed in, everything received, able to start without a network. */
export const READY_PEOPLE = ['nurse', 'nurse2', 'reception', 'admin'] as const;
export type ReadyPerson = (typeof READY_PEOPLE)[number];

/** A folder of its own with a copy of the demo hospital in it; empty where none lies ready. */
export function copyHospital(): string {
  return copyOf('hospital', 'wardline-hospital-');
}

/** A copy of the browser profile of somebody who uses Wardline since yesterday. */
export function copyProfile(person: ReadyPerson): string {
  return copyOf(`device-${person}`, 'wardline-device-');
}

/** An unused folder for a browser profile. */
export function newProfile(): string {
  return mkdtempSync(join(tmpdir(), 'wardline-device-'));
}

function copyOf(name: string, prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  const template = process.env[TEMPLATE_VARIABLE];
  const source = template && join(template, name);
  if (source && existsSync(source)) cpSync(source, folder, { recursive: true });
  return folder;
}
