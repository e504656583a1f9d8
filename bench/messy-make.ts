/** Makes a delimited file as people's programs write them: `node dist/bench/messy-make.js OUT ROWS`. All content is made up. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { Random } from './data/random.js';

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Semicolons, padding, quotes in quotes, line ends in cells, rows cut short, two kinds of line ends. */
function record(index: number): string {
  const random = Random.at(11, index);
  const cells = [
    String(index).padStart(8, '0'),
    random.int(0, 2) === 0 ? quoted(`say "hi" ${index}`) : `name ${index}  `,
    quoted(`王${random.int(1, 500)}有限公司; 分店`),
    `1${random.digits(10)}`,
    quoted(random.int(0, 3) === 0 ? `No. ${index % 999}\nBlock ${index % 40}` : `No. ${index % 99}, Road`),
    random.int(0, 1) === 0 ? '' : quoted('  padded note; x '),
    quoted(`1,${random.digits(3)}.50`),
    `2024-03-${String(random.int(1, 28)).padStart(2, '0')}`,
  ];
  if (index % 1000 === 0) cells.pop();
  return cells.join(';') + (index % 5000 === 0 ? '\n' : '\r\n');
}

const [out, rows = '400000'] = process.argv.slice(2);
if (out && process.argv[1]?.endsWith('messy-make.js')) {
  const file = createWriteStream(out);
  let text = 'id;name;company;phone;address;notes;amount;date\r\n';
  for (let index = 1; index <= Number(rows); index += 1) {
    text += record(index);
    if (text.length < 1 << 20 && index < Number(rows)) continue;
    if (!file.write(text)) await once(file, 'drain');
    text = '';
  }
  file.end();
  await finished(file);
}
