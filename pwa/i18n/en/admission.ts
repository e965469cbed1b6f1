export const admission = {};
