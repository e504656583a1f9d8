/** A small list with each outcome in it. */
export const people = [
  'external_id,name,email,phone,country,signup_date,credit_limit,shoe size',
  'C1,Ann Lee,ann@example.com,+1 415 555 2671,US,2024-03-05,1234567890123.5,38',
  'C2,Bob Ray,bob@example,,US,2024-03-06,10,42',
  'C3,Cid Poe,cid@example.com,,US,2024-03-07,,40',
  'C3,Cid Poe,cid@example.com,,US,2024-03-07,,40',
  ',,,,,,,',
  'C4,Dee Fox,,,,,,',
].join('\n');

/** A failure as `--json` tells it. */
export interface Told {
  ok: boolean;
  error: { code: string; message: string; hint: string };
}
