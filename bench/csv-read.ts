/** Other ways to read a delimited file whole: `node dist/bench/csv-read.js FILE papaparse|engine`. The whole process counts. */
import { createReadStream } from 'node:fs';
import Papa from 'papaparse';

function byPapaParse(path: string): Promise<number> {
  let cells = 0;
  return new Promise((done, failed) => {
    Papa.parse<string[]>(createReadStream(path, { encoding: 'utf8' }), {
      header: false,
      chunk: ({ data }) => {
        for (const row of data) cells += row.length;
      },
      complete: () => done(cells),
      error: failed,
    });
  });
}

/** Text as it stands into a table in memory: the least that an engine does. */
async function byEngine(path: string): Promise<number> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const engine = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await engine.connect();
  await connection.run(`CREATE TABLE t AS SELECT * FROM read_csv('${path}', all_varchar = true, header = true)`);
  const rows = (await connection.runAndReadAll('SELECT count(*) FROM t')).getRows();
  return Number(rows[0]?.[0]);
}

const [path, reader] = process.argv.slice(2);
if (path && process.argv[1]?.endsWith('csv-read.js')) {
  console.log(await (reader === 'engine' ? byEngine(path) : byPapaParse(path)));
}
