/** `node dist/bench/make-data.js csv|xlsx PATH ROWS [EDITION [FIRST_ID]]`: one file of made-up customers, 2 % of its cells spoilt. */
import { rename } from 'node:fs/promises';
import { writeCustomersXlsx } from './data-xlsx.js';
import { writeCustomersCsv } from './data.js';

const [format, path = '', rows = '0', edition = '0', firstId = '1'] = process.argv.slice(2);
const options = { seed: 7, badShare: 0.02, changedShare: 0.01, edition: Number(edition), firstId: Number(firstId) };
const unfinished = `${path}.part`;
const made = await (format === 'xlsx' ? writeCustomersXlsx : writeCustomersCsv)(unfinished, Number(rows), options);
await rename(unfinished, path);
process.stdout.write(`${JSON.stringify(made)}\n`);
