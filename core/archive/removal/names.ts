/** Temporary tables of a removal. */
export const records = 'temp.main.removal_records';
export const lines = 'temp.main.removal_lines';
export const hits = 'temp.main.removal_hits';
