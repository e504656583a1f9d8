// Exports and is killed at the n-th step that changes files. Runs from dist/.
import { killAt } from '../faults/kill-at.mjs';

const [folder, n, request] = process.argv.slice(2);
const killer = killAt(Number(n));
const { Session } = await import('../../dist/core/archive/duck/session.js');
const { openDuck } = await import('../../dist/core/archive/duck.js');
const { runExport } = await import('../../dist/core/exports/export.js');
killer.watch(Session);
const options = { tempDir: `${folder}/tmp`, memoryLimitMb: 300, threads: 1 };
const duck = await openDuck({ archivePath: `${folder}/archive/archive.duckdb`, ...options });
killer.begin();
await runExport({ duck, keeps: () => true, ...JSON.parse(request) });
await duck.close();
