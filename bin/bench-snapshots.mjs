// npm run bench -- snapshots: full snapshot, check, restore and an incremental after a change of 1 % of the rows, beside restic's backup,
// check --read-data, restore and backup of the published file, in turns. `--rows N`: other than five million; `--write`: into docs/benchmarks.md.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';

/** Why restic cannot be measured; null: it can. */
function missing() {
  if (spawnSync('restic', ['version']).status !== 0) return 'restic (Debian: apt-get install restic)';
  return existsSync('/usr/bin/time') ? null : 'GNU time (Debian: apt-get install time)';
}

const sizeOf = (folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, one) => sum + (one.isFile() ? one.size : 0), 0);

/** A repository in a folder, with the file it keeps beside it. */
class Restic {
  constructor(folder) {
    this.repository = join(folder, 'restic');
    this.home = join(folder, 'restic-home');
    this.input = join(folder, 'restic-input');
    for (const one of [this.repository, this.home, this.input]) rmSync(one, { recursive: true, force: true });
    mkdirSync(this.input, { recursive: true });
    this.run('init');
  }

  keep(file) {
    copyFileSync(file, join(this.input, 'published.duckdb'));
  }

  run(...args) {
    const before = existsSync(this.repository) ? sizeOf(this.repository) : 0;
    const env = { ...process.env, RESTIC_REPOSITORY: this.repository, RESTIC_PASSWORD: 'bench', HOME: this.home };
    const start = performance.now();
    const done = spawnSync('/usr/bin/time', ['-f', 'took %U %S %M', 'restic', '-q', ...args], {
      env,
      encoding: 'utf8',
    });
    const wallSeconds = (performance.now() - start) / 1000;
    if (done.status !== 0) throw new Error(`restic ${args[0]}: ${done.stderr.slice(-400)}`);
    const [, user, system, memory] = /took ([\d.]+) ([\d.]+) (\d+)/.exec(done.stderr) ?? [];
    const counts = { bytes: sizeOf(this.repository) - before };
    process.stderr.write(`restic ${args[0]}: ${wallSeconds.toFixed(2)} s, ${counts.bytes} bytes\n`);
    return { wallSeconds, cpuSeconds: Number(user) + Number(system), peakRssMb: Math.round(memory / 1024), counts };
  }
}

/** `format`: of archives; one that an older program made is not opened. */
export function measureSnapshots(child, cache, rows, format) {
  const folder = join(cache, `snapshots-${rows}-format-${format}`);
  const own = (step) => child('snapshot.js', step, folder, rows)[0];
  own('make');
  const reason = missing();
  if (reason !== null) process.stderr.write(`${reason} is missing: Sheetkeep is measured alone\n`);
  const restic = reason === null ? new Restic(folder) : null;
  const target = join(folder, 'restic-restored');
  const back = () => {
    rmSync(target, { recursive: true, force: true });
    const took = restic.run('restore', 'latest', '--target', target);
    rmSync(target, { recursive: true });
    return took;
  };
  restic?.keep(join(folder, 'before.duckdb'));
  const steps = [
    ['full', 'full', () => restic.run('backup', restic.input)],
    ['check', 'check', () => restic.run('check', '--read-data')],
    ['restore', 'restore', back],
  ];
  const measured = steps.map(([name, step, theirs]) => ({ name, own: own(step), restic: restic && theirs() }));
  own('change');
  restic?.keep(join(folder, 'after.duckdb'));
  const increment = { own: own('incremental'), restic: restic?.run('backup', restic.input) ?? null };
  return {
    rows,
    measured: [...measured, { name: 'incremental', ...increment }],
    reason,
    bytes: statSync(join(folder, 'before.duckdb')).size,
  };
}

const seconds = (value) => `${value.toFixed(2)} s`;
const megabytes = (value) => `${(value / 1e6).toFixed(1)} MB`;
const times = (a, b) => `${(a / b).toFixed(2)}x`;

const labels = {
  full: ['full snapshot', '`backup`'],
  check: ['check of all bytes', '`check --read-data`'],
  restore: ['restore into an empty place', '`restore`'],
  incremental: ['incremental, 1 % of the rows changed', '`backup` again'],
};

export function snapshotsSection({ rows, measured, reason, bytes }) {
  const line = (name, one, adds) =>
    `| ${name} | ${seconds(one.wallSeconds)} | ${seconds(one.cpuSeconds)} | ${adds ? megabytes(one.counts.bytes) : ''} | ${one.peakRssMb} MB |`;
  const lines = measured.flatMap(({ name, own, restic }) => {
    const adds = name === 'full' || name === 'incremental';
    const [ours, theirs] = labels[name];
    return [line(`Sheetkeep, ${ours}`, own, adds), ...(restic ? [line(`restic, ${theirs}`, restic, adds)] : [])];
  });
  const whole = measured.filter(({ name }) => name !== 'incremental');
  const total = (who, what) => whole.reduce((sum, one) => sum + one[who][what], 0);
  const { own, restic } = measured.at(-1);
  const goals =
    reason === null
      ? `
| goal | time | processor time | bytes | wanted |
|---|---|---|---|---|
| full, check and restore together, against restic | ${times(total('own', 'wallSeconds'), total('restic', 'wallSeconds'))} | ${times(total('own', 'cpuSeconds'), total('restic', 'cpuSeconds'))} | ${times(whole[0].own.counts.bytes, whole[0].restic.counts.bytes)} | at most 1.5x of the time |
| incremental against restic | ${times(own.wallSeconds, restic.wallSeconds)} | ${times(own.cpuSeconds, restic.cpuSeconds)} | ${times(own.counts.bytes, restic.counts.bytes)} | under 0.5x of time and bytes |
`
      : `\nNot compared: ${reason} is missing.\n`;
  return `## Snapshots

\`npm run bench -- snapshots --write\` makes this section: an archive of ${rows.toLocaleString('en')} customers (${(rows * 4).toLocaleString('en')} rows of the log), sealed to two recipients; restic keeps the published file
of it (${megabytes(bytes)}), brought up to date by the change. One process each, in turns. A restore of Sheetkeep ends with an archive that is compared, derived and opened; one of restic with a file. The machine's load when it ended: ${(loadavg()[1] ?? 0).toFixed(1)}.

| run | time | processor time | bytes added | peak memory |
|---|---|---|---|---|
${lines.join('\n')}
${goals}`;
}
