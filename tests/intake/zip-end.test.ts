/** A workbook is there to its end when its directory lies where its last record says. */
import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { zipOf } from '../../bench/xlsx-zip.js';
import { zipIsWhole } from '../../core/intake/zip-end.js';
import { freshFolder } from './folders.js';

const whole = Buffer.from(zipOf([{ name: 'a.csv', data: 'id,name\n1,Ann\n' }]));

test.each<[string, boolean, Buffer]>([
  ['whole', true, whole],
  ['with a comment behind its end', true, Buffer.concat([whole, Buffer.from('a comment')])],
  ['without its end', false, whole.subarray(0, -10)],
  ['without a piece of its middle', false, Buffer.concat([whole.subarray(0, 30), whole.subarray(40)])],
  ['no workbook', true, Buffer.from('id,name\n')],
])('%s: %s', async (_what, expected, bytes) => {
  const path = join(freshFolder(), 'a.xlsx');
  writeFileSync(path, bytes);
  const file = await open(path);
  expect(await zipIsWhole(file, bytes.length)).toBe(expected);
  await file.close();
});
