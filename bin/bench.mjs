// npm run bench: makes the data in .cache/bench, runs each contender in a process of its own, one after the other, and
// prints one table. `-- --write` puts it into docs/benchmarks.md, `-- --full` adds five million rows, `-- --rows N` makes it smaller.
// `-- reading` measures the reading of files alone, beside other readers; `-- publish` the publishing for analysts,
// `-- export` the export to Parquet, beside a bare COPY; `-- snapshots` those of five million rows, beside restic.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { exportSection, measureExport } from './bench-export.mjs';
import { standingSections, writeSection } from './bench-page.mjs';
import { publishSection } from './bench-publish.mjs';
import { measureReading, readingSection } from './bench-reading.mjs';
import { measureSnapshots, snapshotsSection } from './bench-snapshots.mjs';
import { build, root } from './build.mjs';
import { setUp } from './setup.mjs';

/** What is measured by name; without one, the main job. */
const sectionNames = ['reading', 'publish', 'export', 'snapshots'];
const { values: told, positionals: wanted } = argumentsTold();
const flag = (name) => told[name] === true;
const rows = told.rows === undefined ? 1_000_000 : Number(told.rows);

/** What is to be measured; anything else ends with the usage, for a run takes minutes. */
function argumentsTold() {
  const boolean = { type: 'boolean' };
  try {
    const found = parseArgs({
      options: { write: boolean, full: boolean, rows: { type: 'string' } },
      allowPositionals: true,
    });
    if (found.positionals.every((part) => sectionNames.includes(part)) && Number(found.values.rows ?? 1) > 0)
      return found;
  } catch {
    // told below
  }
  process.stderr.write(`usage: npm run bench -- [${sectionNames.join('|')}] [--write] [--full] [--rows N]\n`);
  process.exit(2);
}
const folder = join(root, '.cache', 'bench');

function child(script, ...args) {
  const run = spawnSync(process.execPath, [join(root, 'dist', 'bench', script), ...args.map(String)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    // As bin/sheetkeep does.
    env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
  });
  if (run.status !== 0) throw new Error(`${script} ${args[0]} ended with ${run.status ?? run.signal}`);
  process.stderr.write(run.stdout);
  return run.stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** A file of made-up customers; made once. */
function made(format, count, edition = 0, firstId = 1) {
  const path = join(folder, `customers-${count}-${edition}-${firstId}.${format}`);
  if (!existsSync(path)) child('make-data.js', format, path, count, edition, firstId);
  return path;
}

const ingest = (contender, ...files) => child('ingest.js', contender, folder, ...files);

const turns = 3;
const ratioOf = (one, other) => one.wallSeconds / other.wallSeconds;
const middleOf = (ratios) => ratios.toSorted((one, other) => one - other)[(turns - 1) / 2];

/** The bare engine and Sheetkeep, first and again, in turns; the turn whose first ratio is the middle one: a machine has its moods. */
function measureTurns(first, again) {
  const found = Array.from({ length: turns }, () => {
    const [bare] = ingest('bare', first);
    const [whole, changed] = ingest('sheetkeep', first, again);
    return { bare, whole, changed };
  }).toSorted((one, other) => ratioOf(one.whole, one.bare) - ratioOf(other.whole, other.bare));
  return {
    ...found[(turns - 1) / 2],
    toBare: found.map(({ whole, bare }) => ratioOf(whole, bare)),
    toFirst: found.map(({ whole, changed }) => ratioOf(changed, whole)),
    peakMb: Math.max(...found.map(({ whole }) => whole.peakRssMb)),
  };
}

function measureAll() {
  const first = made('csv', rows);
  const again = made('csv', rows, 1);
  const book = made('xlsx', rows / 5);
  const parts = Array.from({ length: 10 }, (_, part) => made('csv', rows / 10, 0, 1 + (part * rows) / 10));
  const turn = measureTurns(first, again);
  const [tuned] = ingest('tuned', first);
  const [loop] = ingest('loop', first);
  const ten = ingest('sheetkeep', ...parts);
  const [exceljs] = child('xlsx-read.js', book, 'exceljs');
  const [read] = child('xlsx-read.js', book, 'sheetkeep');
  const [drop] = child('drop.js', folder, made('csv', 10));
  const five = flag('full') ? ingest('sheetkeep', made('csv', rows * 5))[0] : null;
  return { first, ...turn, tuned, loop, ten, exceljs, read, drop, five };
}

const seconds = (value) => `${value.toFixed(1)} s`;
const times = (a, b) => `${(a / b).toFixed(1)}x`;
const perSecond = (n, s) => Math.round(n / s).toLocaleString('en');

/** The middle one, and all. */
const inTurns = (ratios, digits) =>
  `${middleOf(ratios).toFixed(digits)}x (${ratios.map((ratio) => `${ratio.toFixed(digits)}x`).join(', ')})`;

function line(name, m) {
  const wall = m.wallSeconds ?? m.seconds;
  const cpu = m.cpuSeconds === undefined ? '' : seconds(m.cpuSeconds);
  const cells = [name, seconds(wall), cpu, perSecond(m.rows, wall), perSecond(m.rows * 13, wall), `${m.peakRssMb} MB`];
  return `| ${cells.join(' | ')} |`;
}

function report(m) {
  const last = m.ten[9];
  const table = [
    '| run | time | processor time | rows/s | cells/s | peak memory |',
    '|---|---|---|---|---|---|',
    line('bare engine, `CREATE TABLE AS … read_csv`', m.bare),
    line('the same with our settings (rows in any order, layout 1.4)', m.tuned),
    line('Sheetkeep, land to commit', m.whole),
    line('Sheetkeep, the same again with 1 % changed', m.changed),
    line('PapaParse + zod + Appender, row by row', m.loop),
    ...(m.five ? [line('Sheetkeep, five times the rows', m.five)] : []),
    line('Sheetkeep, first tenth into an empty archive', m.ten[0]),
    line('Sheetkeep, last tenth', last),
    line('exceljs, streaming reader', m.exceljs),
    line('Sheetkeep, reading the same workbook', m.read),
    line('Sheetkeep, 10 rows dropped beside a running keeper', m.drop),
  ];
  const goals = [
    ['against the bare engine', inTurns(m.toBare, 1), 'at most 4x'],
    ['against the bare engine with our settings', times(m.whole.wallSeconds, m.tuned.wallSeconds), ''],
    ['plain loop against Sheetkeep', times(m.loop.wallSeconds, m.whole.wallSeconds), 'at least 3x'],
    ['the same again against the first', inTurns(m.toFirst, 2), 'at most 0.7x'],
    ['tenth delivery against the first', times(last.wallSeconds, m.ten[0].wallSeconds), 'at most 1.5x'],
    ['exceljs against our reader', times(m.exceljs.seconds, m.read.seconds), 'at least 4x'],
    ['peak memory, CSV, the most of all turns', `${m.peakMb} MB`, 'under 1,024 MB'],
    ...(m.five
      ? [['memory of five times the rows', `${(m.five.peakRssMb / m.peakMb).toFixed(2)}x`, 'at most 1.25x']]
      : []),
    ['peak memory, XLSX', `${m.read.peakRssMb} MB`, 'under 500 MB'],
    ['10 rows, drop to commit', seconds(m.drop.wallSeconds), 'at most 3 s'],
  ].map((cells) => `| ${cells.join(' | ')} |`);
  const megabytes = Math.round(statSync(m.first).size / 1e6);
  const machine = `${cpus().length} cores of ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${release()}, Node ${process.versions.node}`;
  return `# Benchmarks

\`npm run bench -- --write\` makes this page: ${machine}.
Made-up customers, ${rows.toLocaleString('en')} rows x 13 columns (CSV, ${megabytes} MB), a fifth of the rows as XLSX; 2 % of the cells are spoilt, seeded.
Every contender is a process of its own, one after the other; engine with 2 threads and 450 MB. The bare engine and Sheetkeep take ${turns} turns: the times are those of the turn with the middle ratio.
After the commit of the first delivery its rows are remembered by their text and its memory is given back for ${seconds(m.whole.restSeconds)}: nobody waits for that, and the next delivery begins when the archive is at rest.

${table.join('\n')}

| goal | measured | wanted |
|---|---|---|
${goals.join('\n')}
`;
}

await setUp();
await build();
mkdirSync(folder, { recursive: true });
const { formatVersion } = await import(pathToFileURL(join(root, 'dist', 'core', 'archive', 'log', 'tables.js')).href);
const page = join(root, 'docs', 'benchmarks.md');
const sections = {
  reading: () => readingSection(measureReading(root, folder)),
  export: () => exportSection(measureExport(child, folder, rows)),
  snapshots: () =>
    snapshotsSection(measureSnapshots(child, folder, told.rows === undefined ? 5_000_000 : rows, formatVersion)),
  publish: () => publishSection(rows / 5, child('publish.js', folder, rows / 5)),
};
const one = sectionNames.find((name) => wanted.includes(name));
if (one !== undefined) {
  const section = sections[one]();
  process.stdout.write(section);
  if (flag('write')) writeSection(page, section);
} else {
  const text = report(measureAll());
  process.stdout.write(text);
  if (flag('write')) writeFileSync(page, text + standingSections(page));
}
