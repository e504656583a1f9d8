// npm run bench -- export: a published dataset as Parquet by `sheetkeep export` and by a bare COPY of the engine, each a process of
// its own, in turns; the best run counts. `-- export --write` puts the section into docs/benchmarks.md, `--rows N` makes it smaller.
import { loadavg } from 'node:os';
import { join } from 'node:path';

const runs = 5;

export function measureExport(child, cache, rows) {
  const folder = join(cache, `export-${rows}`);
  const run = (step) => child('export.js', step, folder, rows)[0];
  child('export.js', 'make', folder, rows);
  const best = {};
  for (let turn = 0; turn < runs; turn += 1) {
    for (const step of ['bare', 'full']) {
      const took = run(step);
      const known = best[step];
      best[step] = {
        ...took,
        wallSeconds: Math.min(took.wallSeconds, known?.wallSeconds ?? Infinity),
        cpuSeconds: Math.min(took.cpuSeconds, known?.cpuSeconds ?? Infinity),
      };
    }
  }
  for (const step of ['bareMonths', 'months', 'same', 'changed']) best[step] = run(step);
  return { rows, ...best };
}

const seconds = (value) => `${value.toFixed(2)} s`;
const times = (a, b) => `${(a / b).toFixed(2)}x`;

export function exportSection(m) {
  const line = (name, { wallSeconds, cpuSeconds, counts, peakRssMb }) =>
    `| ${name} | ${seconds(wallSeconds)} | ${seconds(cpuSeconds)} | ${(counts.bytes / 1e6).toFixed(1)} MB | ${peakRssMb} MB |`;
  const written = ({ counts }) => `${counts.written} of ${counts.partitions} partitions written`;
  return `## Parquet export

\`npm run bench -- export --write\` makes this section: ${m.rows.toLocaleString('en')} published customers with 13 filled fields, best of ${runs} runs in turns; the export writes, makes durable,
hashes, reads back and compares, and records itself in the log. The bare COPY only writes. The machine's load when it ended: ${(loadavg()[1] ?? 0).toFixed(1)}.

| run | time | processor time | size of the files | peak memory |
|---|---|---|---|---|
${[
  line('bare `COPY … TO (FORMAT parquet, COMPRESSION zstd)`', m.bare),
  line('Sheetkeep, first export', m.full),
  line('bare COPY by month of a date', m.bareMonths),
  line(`Sheetkeep, first export by month (${written(m.months)})`, m.months),
  line('Sheetkeep, the same again', m.same),
  line(`Sheetkeep, 1 % of the rows changed, of 73 months (${written(m.changed)})`, m.changed),
].join('\n')}

| goal | time | processor time | wanted |
|---|---|---|---|
| first export against the bare COPY | ${times(m.full.wallSeconds, m.bare.wallSeconds)} | ${times(m.full.cpuSeconds, m.bare.cpuSeconds)} | at most 1.3x |
| by month against the bare COPY by month | ${times(m.months.wallSeconds, m.bareMonths.wallSeconds)} | ${times(m.months.cpuSeconds, m.bareMonths.cpuSeconds)} | at most 1.3x |
`;
}
