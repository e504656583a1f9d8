// Sends this process one signal at the COMMIT of its first batch; for `node --import`, before the program itself.
// SIGNAL_AT: `before` it, `during` (the statement is under way) or `after` it. SIGNAL_INTO: of the first rows of another table of the log.
import { createRequire } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const { SIGNAL_AT: moment, SIGNAL_NAME: signal, SIGNAL_INTO: table = 'batches' } = process.env;

/** The engine's own functions: whatever the program is bundled to, it calls these. */
function watch() {
  const require = createRequire(import.meta.url);
  const fromEngine = createRequire(require.resolve('@duckdb/node-api'));
  const own = fromEngine('@duckdb/node-bindings');
  const engine = Object.create(own);
  const replace = (name, call) => Object.defineProperty(engine, name, { value: call });
  fromEngine.cache[fromEngine.resolve('@duckdb/node-bindings')].exports = engine;
  const { extract_statements: extract, query } = own;
  const writing = new WeakSet();
  let found = false;
  const send = (at) => moment === at && process.kill(process.pid, signal);
  // The one statement of a commit that binds values, and the one that ends it.
  replace('extract_statements', async (connection, sql) => {
    if (sql.includes(`INSERT INTO archive.log.${table}`)) writing.add(connection);
    return extract(connection, sql);
  });
  replace('query', async (connection, sql) => {
    if (sql !== 'COMMIT' || found || !writing.delete(connection)) return query(connection, sql);
    found = true;
    send('before');
    const done = query(connection, sql);
    send('during');
    const result = await done;
    send('after');
    return result;
  });
}

// Neither threads nor child processes, which are started with the same options.
if (isMainThread && process.argv[1]?.endsWith('bin/sheetkeep')) watch();
