/** The database with everybody of the hospital in slim rows; the store writes it, the search worker reads it. */
export const DIRECTORY = 'wardline-directory';
/** Says that it has changed. */
export const DIRECTORY_CHANNEL = 'wardline-directory';
