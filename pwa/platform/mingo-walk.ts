/**
 * What the build puts in the place of mingo's cursor and pipeline: RxDB asks mingo whether a document matches a query, and walks, sorts
 * and cuts by itself. The rest weighs 3 KB and is never called; a call says so.
 */
export const Cursor = notHere;
export const $sort = notHere;
export const $project = notHere;

function notHere(): never {
  throw new Error('RxDB walks through documents by itself; mingo only matches (vite.config.ts).');
}
