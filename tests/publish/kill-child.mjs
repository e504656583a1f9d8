// Publishes an archive and is killed at the n-th step. Runs from dist/.
import { readFileSync } from 'node:fs';
import { killAt } from '../faults/kill-at.mjs';

const [folder, n] = process.argv.slice(2);
const killer = killAt(Number(n));
const { Session } = await import('../../dist/core/archive/duck/session.js');
const { openDuck } = await import('../../dist/core/archive/duck.js');
const { publish } = await import('../../dist/core/archive/publish/publish.js');
killer.watch(Session);
const options = { tempDir: `${folder}/tmp`, memoryLimitMb: 300, threads: 1 };
const duck = await openDuck({ archivePath: `${folder}/archive/archive.duckdb`, ...options });
const datasets = JSON.parse(readFileSync(`${folder}/datasets.json`, 'utf8'));
killer.begin();
await publish(duck, { out: `${folder}/published/analyst.duckdb`, datasets });
await duck.close();
