// npm run bench -- reading: reading files by `sheetkeep read` and by others, each a process of its own that counts whole. Each contender
// runs `runs` times, in turns with the others; the best run counts. `-- reading --write` puts the section into docs/benchmarks.md.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';

const runs = 3;
const heading = '## Reading files';

/** Contenders in Python, installed once into .cache; null with a note where that does not work. */
function python(root, folder) {
  const venv = join(folder, 'python');
  const program = join(venv, 'bin', 'python');
  const steps = existsSync(join(venv, 'ready'))
    ? []
    : [
        ['python3', '-m', 'venv', venv],
        [program, '-m', 'pip', 'install', '--quiet', '-r', join(root, 'bench', 'contenders', 'requirements.txt')],
      ];
  for (const [command, ...args] of steps) {
    if (spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) {
      process.stderr.write(`${command} failed: the contenders in Python are left out\n`);
      return null;
    }
  }
  writeFileSync(join(venv, 'ready'), '');
  return program;
}

/** Files by their names; made once. */
function files(root, folder) {
  const file = (name, script, ...args) => {
    const path = join(folder, name);
    if (existsSync(path)) return path;
    const place = args.map((arg) => (arg === '' ? path : String(arg)));
    spawnSync(process.execPath, [join(root, 'dist', 'bench', script), ...place], { stdio: ['ignore', 2, 'inherit'] });
    return path;
  };
  return {
    'XLSX, shared strings': file('shared.xlsx', 'xlsx-make.js', '', 200_000, 'shared'),
    'XLSX, inline strings': file('inline.xlsx', 'xlsx-make.js', '', 200_000, 'inline'),
    'XLSX, 1 M rows': file('shared-1m.xlsx', 'xlsx-make.js', '', 1_000_000, 'shared'),
    'CSV, clean': file('customers-1000000-0-1.csv', 'make-data.js', 'csv', '', 1_000_000),
    'CSV, messy': file('messy.csv', 'messy-make.js', '', 400_000),
    'XLSX, small': join(root, 'fixtures', 'xlsx', 'customers-exceljs.xlsx'),
  };
}

function contenders(root, program, path, kind) {
  const node = (...args) => [process.execPath, ...args];
  const own = { sheetkeep: node(join(root, 'bin', 'sheetkeep'), 'read', path, '--format', 'csv') };
  const script = (name) =>
    program ? { [name]: [program, join(root, 'bench', 'contenders', `${name}.py`), path] } : {};
  if (kind === 'XLSX, small' || kind === 'XLSX, 1 M rows') return own;
  if (kind.startsWith('XLSX')) return { ...own, ...script('calamine'), ...script('read_xlsx') };
  const csv = join(root, 'dist', 'bench', 'csv-read.js');
  return {
    ...own,
    ...(kind === 'CSV, clean' && { read_csv: node(csv, path, 'engine') }),
    papaparse: node(csv, path, 'papaparse'),
  };
}

/** GNU time tells processor time and memory of a whole process; without it only the wall's time is told. */
function timed([command, ...args]) {
  const hasTime = existsSync('/usr/bin/time');
  const line = hasTime ? ['/usr/bin/time', '-f', 'took %U %S %M', command, ...args] : [command, ...args];
  const start = performance.now();
  const run = spawnSync(line[0], line.slice(1), {
    stdio: ['ignore', openSync('/dev/null', 'w'), 'pipe'],
    encoding: 'utf8',
  });
  const wall = (performance.now() - start) / 1000;
  if (run.status !== 0) throw new Error(`${args.join(' ')}: ${run.stderr.slice(-400)}`);
  const [, user, system, memory] = /took ([\d.]+) ([\d.]+) (\d+)/.exec(run.stderr) ?? [];
  return {
    wall,
    cpu: user === undefined ? null : Number((Number(user) + Number(system)).toFixed(2)),
    rssMb: memory ? Math.round(memory / 1024) : null,
  };
}

export function measureReading(root, cache) {
  const folder = join(cache, 'reading');
  mkdirSync(folder, { recursive: true });
  const program = python(root, folder);
  const measured = [];
  for (const [kind, path] of Object.entries(files(root, folder))) {
    const commands = Object.entries(contenders(root, program, path, kind));
    const best = new Map();
    for (let run = 0; run < runs; run += 1) {
      for (const [name, command] of commands) {
        const took = timed(command);
        const known = best.get(name);
        best.set(
          name,
          known && known.wall <= took.wall ? { ...known, rssMb: Math.max(known.rssMb, took.rssMb) } : took,
        );
      }
    }
    for (const [name, took] of best) {
      measured.push({ kind, name, ...took });
      process.stderr.write(`${kind}, ${name}: ${took.wall.toFixed(2)} s, ${took.cpu} s, ${took.rssMb} MB\n`);
    }
  }
  return measured;
}

export function readingSection(measured) {
  const of = (kind, name) => measured.find((each) => each.kind === kind && each.name === name);
  const line = ({ kind, name, wall, cpu, rssMb }) =>
    `| ${kind} | ${name} | ${wall.toFixed(2)} s | ${cpu === null ? '' : `${cpu.toFixed(2)} s`} | ${rssMb ?? ''} MB |`;
  const times = (one, other) => `${(one / other).toFixed(2)}x`;
  const ratio = (kind, other, wanted) => {
    const [own, peer] = [of(kind, 'sheetkeep'), of(kind, other)];
    if (!peer) return [];
    const cpu = own.cpu && peer.cpu ? times(own.cpu, peer.cpu) : '';
    return [`| ${kind}: Sheetkeep against ${other} | ${times(own.wall, peer.wall)} | ${cpu} | ${wanted} |`];
  };
  return `${heading}

\`npm run bench -- reading --write\` makes this section: the whole process, from its start to the last byte delivered
(\`sheetkeep read FILE --format csv\`), best of ${runs} runs in turns; on a busy machine the processor time tells more. Workbooks of 13 columns and 200,000 rows, clean CSV of 1,000,000 rows x 13,
messy CSV of 400,000 rows x 8 (semicolons, padding, quotes and line ends inside quotes, rows cut short). The machine's load when it ended:
${(loadavg()[1] ?? 0).toFixed(1)} on ${cpus().length} cores.

| file | reader | time | processor time | peak memory |
|---|---|---|---|---|
${measured.map(line).join('\n')}

| goal | time | processor time | wanted |
|---|---|---|---|
${[
  ...ratio('XLSX, shared strings', 'calamine', 'under 1x'),
  ...ratio('XLSX, shared strings', 'read_xlsx', 'under 1x'),
  ...ratio('XLSX, inline strings', 'calamine', 'under 1x'),
  ...ratio('XLSX, inline strings', 'read_xlsx', 'under 1x'),
  ...ratio('CSV, clean', 'read_csv', 'at most 1.5x'),
  ...ratio('CSV, messy', 'papaparse', 'at most 1x'),
  `| memory of 1 M rows | ${of('XLSX, 1 M rows', 'sheetkeep').rssMb} MB | | under 500 MB |`,
  `| a small file | ${of('XLSX, small', 'sheetkeep').wall.toFixed(2)} s | | under 0.4 s |`,
].join('\n')}
`;
}
