import { signal, type Signal } from '@preact/signals';
import { createContext } from 'preact';

/** What was scanned last and nobody has looked at: from the scanner that types, or from the camera. Kept out of addresses: it may be anybody's number. */
export const ScannedContext = createContext<Signal<string>>(signal(''));
