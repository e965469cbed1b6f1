export const wards = {};
