// Sends this process one signal at the COMMIT of its first batch; for `node --import`, before the program itself.
// SIGNAL_AT: `before` it, `during` (the statement is under way) or `after` it.
import { createRequire } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const { SIGNAL_AT: moment, SIGNAL_NAME: signal } = process.env;

/** The engine's own functions: whatever the program is bundled to, it calls these. */
function watch() {
  const require = createRequire(import.meta.url);
  const fromEngine = createRequire(require.resolve('@duckdb/node-api'));
  const own = fromEngine('@duckdb/node-bindings');
  const engine = Object.create(own);
  const replace = (name, call) => Object.defineProperty(engine, name, { value: call });
  fromEngine.cache[fromEngine.resolve('@duckdb/node-bindings')].exports = engine;
  const { extract_statements: extract, prepare_extracted_statement: prepare, execute_prepared: execute } = own;
  const writing = new WeakSet();
  const commits = new WeakSet();
  let found = null;
  replace('extract_statements', async (connection, sql) => {
    const statements = await extract(connection, sql);
    if (sql.includes('INSERT INTO archive.log.batches')) writing.add(connection);
    if (sql === 'COMMIT' && writing.delete(connection) && !found) found = commits.add(statements.extracted_statements);
    return statements;
  });
  replace('prepare_extracted_statement', async (connection, statements, at) => {
    const prepared = await prepare(connection, statements, at);
    if (commits.has(statements)) commits.add(prepared);
    return prepared;
  });
  replace('execute_prepared', async (prepared) => {
    const send = (at) => moment === at && commits.has(prepared) && process.kill(process.pid, signal);
    send('before');
    const done = execute(prepared);
    send('during');
    const result = await done;
    send('after');
    return result;
  });
}

// Neither threads nor child processes, which are started with the same options.
if (isMainThread && process.argv[1]?.endsWith('bin/sheetkeep')) watch();
