import type { WireDocument } from '#shared/domain/envelope.ts';
import type { Scope } from '#shared/sync/scope.ts';
import type { HospitalView } from './hospital-view.ts';
import type { Oracle } from './oracle.ts';

/** Watches what leaves the hospital. */
export interface ScopeWatch {
  /** A request has arrived: what its device may hold by now; handed back with the answer. */
  readonly asked: (device: string) => readonly Scope[];
  readonly answers: (device: string, text: string, asked: readonly Scope[]) => void;
  readonly sends: (device: string, frame: Uint8Array) => void;
}
type Told = Partial<Pick<WireDocument, 'id' | '_deleted' | 'content'>> & {
  readonly document?: Told | null;
};

/**
 * No answer and no frame carries a document with content that none of the device's scopes holds at the moment of sending (S13). A right
 * that is taken while a request is being answered counts from the next one.
 */
export function watchScopes(
  oracle: Pick<Oracle, 'report'>,
  { feeds, scopesOf }: Pick<HospitalView, 'feeds' | 'scopesOf'>,
): ScopeWatch {
  const check = (device: string, told: readonly Told[], may: readonly Scope[]): void => {
    for (const { id, _deleted: isDeleted, content } of told) {
      if (id === undefined || isDeleted !== false || content === undefined) continue;
      const scopes = feeds.scopesOf(id);
      if (may.some((scope) => scopes.has(scope))) continue;
      const where = [...scopes].map((scope) => scope.slice(0, 11)).join(' ') || 'nowhere';
      oracle.report('scope', `${device.slice(0, 4)} was told ${id}, which is ${where}`);
    }
  };
  return {
    asked: scopesOf,
    answers: (device, text, asked) => {
      if (!text.includes('"content"')) return;
      check(device, documentsIn(text), [...asked, ...scopesOf(device)]);
    },
    sends: (device, frame) => {
      const text = new TextDecoder().decode(frame);
      const at = text.indexOf('data: ');
      if (at < 0 || !text.includes('"content"')) return;
      check(device, documentsIn(text.slice(at + 'data: '.length)), scopesOf(device));
    },
  };
}

/** The documents of a page, of a segment, of a frame, of what a push or a comparison is answered. */
function documentsIn(text: string): readonly Told[] {
  const told = JSON.parse(text) as readonly Told[] | Record<string, readonly Told[] | undefined>;
  const all = Array.isArray(told) ? told : Object.values(told).find(Array.isArray);
  const { documents, results } = told as Record<string, readonly Told[] | undefined>;
  return (documents ?? results ?? all ?? []).map((one) => one.document ?? one);
}
