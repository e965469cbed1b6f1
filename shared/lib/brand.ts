declare const brand: unique symbol;

/** A string that only a parser or a test builder may make: `Brand<string, 'PatientId'>`. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
