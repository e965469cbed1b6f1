import { IDBDatabase as FDBDatabase, IDBObjectStore as FDBObjectStore } from 'fake-indexeddb';
import type { Fault } from './plan.ts';

/** The disk of this process: it breaks at the records that it is told to break at. */
export interface BreakingDisk {
  /** From here on so many records may be put until the fault. */
  arm(fault: Fault): void;
  /** True once the process is as good as dead: nothing is read or written any more. */
  readonly isDead: boolean;
  readonly hasBroken: boolean;
  /** A new process on the same disk. */
  revive(): void;
  release(): void;
}

class Dead extends Error {}

/** Puts itself between fake-indexeddb and whoever uses it. */
export function breakDisks(): BreakingDisk {
  const { put } = FDBObjectStore.prototype;
  const { transaction } = FDBDatabase.prototype;
  let left = Infinity;
  let fault: Fault | null = null;
  let isDead = false;
  let hasBroken = false;
  FDBDatabase.prototype.transaction = function (...args) {
    if (isDead) throw new Dead('killed');
    return transaction.apply(this, args);
  };
  FDBObjectStore.prototype.put = function (...args) {
    if (isDead) throw new Dead('killed');
    left -= 1;
    if (left >= 0 || !fault) return put.apply(this, args);
    const { kind } = fault;
    fault = null;
    hasBroken = true;
    if (kind === 'full') throw new DOMException('no room', 'QuotaExceededError');
    if (kind === 'killed before') {
      isDead = true;
      throw new Dead('killed');
    }
    this.transaction.addEventListener('complete', () => (isDead = true));
    return put.apply(this, args);
  };
  return {
    arm: (next) => {
      fault = next;
      left = next.at;
      hasBroken = false;
    },
    get isDead() {
      return isDead;
    },
    get hasBroken() {
      return hasBroken;
    },
    revive: () => {
      isDead = false;
    },
    release: () => {
      FDBObjectStore.prototype.put = put;
      FDBDatabase.prototype.transaction = transaction;
    },
  };
}
