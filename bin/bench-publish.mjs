// npm run bench -- publish: the analysts' files of an archive of five datasets, made the first time and again after 1 % of one dataset changed.
import { cpus, loadavg } from 'node:os';

const seconds = (value) => `${value.toFixed(1)} s`;
const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;

const line = (name, { rows, wallSeconds, cpuSeconds, peakRssMb, counts }) =>
  `| ${[name, rows.toLocaleString('en'), seconds(wallSeconds), seconds(cpuSeconds), `${peakRssMb} MB`, megabytes(counts.bytes)].join(' | ')} |`;

/** `rows` of each of the five datasets; `measured`: the lines of bench/publish.ts. */
export function publishSection(rows, [first, again]) {
  const ratio = (key) => `${(again[key] / first[key]).toFixed(2)}x`;
  return `## Publishing

\`npm run bench -- publish --write\` makes this section: five datasets of ${rows.toLocaleString('en')} rows each, the file that analysts open and its history,
one process; on a busy machine the processor time tells more. The machine's load when it ended: ${(loadavg()[1] ?? 0).toFixed(1)} on ${cpus().length} cores.

| run | rows in the archive | time | processor time | peak memory | both files |
|---|---|---|---|---|---|
${line('first publish', first)}
${line('again, 1 % of one dataset changed', again)}

| goal | time | processor time | wanted |
|---|---|---|---|
| again against the first | ${ratio('wallSeconds')} | ${ratio('cpuSeconds')} | at most 0.2x |
`;
}
