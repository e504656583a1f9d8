/** What stands in cells, headers, sheets' and files' names stays where cells may be: no log, no id, no workflow knows it. */
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cellPaths, workspacePaths } from '../../core/archive/workspace.js';
import { Desk, type Up, startUp } from './program.js';
import { workbook } from './workbooks.js';

/** Words that stand nowhere else; each is put into another kind of place. */
const sentinels = {
  cell: 'Qvxzcellwort',
  rejected: 'qvxzrejected@nowhere',
  extra: 'Qvxzextrawort',
  header: 'Qvxzheaderwort',
  sheet: 'Qvxzsheetwort',
  file: 'Qvxzfilewort',
  refused: 'Qvxzrefusedwort',
  chinese: '机密姓名甲乙',
};

const desk = new Desk();
let keeper: Up | undefined;
const said: string[] = [];
beforeAll(async () => {
  await desk.init();
  keeper = await startUp(desk.root);
});
afterAll(async () => {
  await keeper?.stop();
  desk.remove();
});

const needles = Object.entries(sentinels).flatMap(([name, text]) => [
  { name, bytes: Buffer.from(text, 'utf8') },
  { name: `${name} (UTF-16)`, bytes: Buffer.from(text, 'utf16le') },
]);
const found = (bytes: Buffer): string[] => needles.filter((one) => bytes.includes(one.bytes)).map(({ name }) => name);

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

/** Inflated parts of a ZIP file, by its local headers. */
function inflated(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (
    let at = bytes.indexOf('PK\u0003\u0004', 0, 'latin1');
    at >= 0;
    at = bytes.indexOf('PK\u0003\u0004', at + 4, 'latin1')
  ) {
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    try {
      parts.push(inflateRawSync(bytes.subarray(start)));
    } catch {
      // Stored, or bytes that look like a header.
    }
  }
  return Buffer.concat(parts);
}

async function drop(name: string, bytes: string | Uint8Array) {
  writeFileSync(join(desk.root, 'inbox', 'customers', name), bytes);
  return keeper?.delivered(name);
}

test('sentinels are found only where cells may be', async () => {
  const { cell, rejected, extra, header, sheet, file, refused, chinese } = sentinels;
  const good = await workbook({
    [sheet]: [
      ['external_id', 'name', 'email', header],
      ['P1', cell, 'p1@example.com', extra],
      ['P2', chinese, rejected, extra],
    ],
  });
  expect(await drop(`${file}.xlsx`, good)).toMatchObject({ status: 'committed', accepted: 1, rejected: 1 });
  expect(await drop(`${refused}.xlsx`, `%PDF-1.7 ${refused}`)).toMatchObject({ status: 'refused' });
  const unclear = `external_id,name,e-mail adress\nP3,${cell},p3@example.com\n`;
  expect(await drop(`${file} unclear.csv`, unclear)).toMatchObject({ status: 'needs-mapping' });
  for (const args of [['status'], ['audit', 'list'], ['reconcile']])
    said.push((await desk.run(...args, '--json')).stdout);
  await desk.sql('SELECT 1 AS one');
  await keeper?.stop();

  const allowed = cellPaths(desk.root).map(({ path }) => path + sep);
  const leaks: string[] = [];
  const held = new Set<string>();
  for (const path of filesBelow(desk.root)) {
    const bytes = readFileSync(path);
    const inside = [...found(bytes), ...(bytes.includes('PK\u0003\u0004', 0, 'latin1') ? found(inflated(bytes)) : [])];
    const named = found(Buffer.from(relative(desk.root, path)));
    const place = allowed.find((one) => path.startsWith(one));
    if (place === undefined)
      leaks.push(...[...inside, ...named].map((name) => `${name} in ${relative(desk.root, path)}`));
    else for (const name of inside) held.add(name);
  }
  expect(leaks).toEqual([]);
  expect([...held]).toEqual(expect.arrayContaining(['cell', 'rejected', 'extra', 'header', 'sheet', 'chinese']));
  const temporal = statSync(join(workspacePaths(desk.root).temporal));
  expect(temporal.isDirectory()).toBe(true);
  const log = JSON.parse(said[1] ?? '{}') as { entries: unknown[] };
  expect(log.entries.length).toBeGreaterThan(3);
  // Who asks for the status is told which files wait or came; nothing of what stands in them.
  const [status = '', ...others] = said;
  const names = found(Buffer.from(status)).filter((name) => name !== 'file' && name !== 'refused');
  expect(names).toEqual([]);
  expect(others.flatMap((text) => found(Buffer.from(text)))).toEqual([]);
  expect(found(Buffer.from(keeper?.stderr() ?? ''))).toEqual([]);
});
