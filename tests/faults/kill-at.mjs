// Kills this process with SIGKILL at the n-th step that changes files: calls of node:fs/promises by name, and statements of
// the engine that match. To be installed before anything of dist/ is imported.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const calls = ['copyFile', 'chmod', 'chown', 'rename', 'rm', 'link', 'unlink', 'mkdir', 'open', 'writeFile', 'symlink'];
const statements = /^\s*(ATTACH|BEGIN|COMMIT|FORCE|DETACH|COPY|CREATE TABLE|DELETE)/;

/** `begin()` starts the counting. */
export function killAt(n) {
  let counting = false;
  let done = 0;
  const step = () => {
    if (counting && ++done === n) process.kill(process.pid, 'SIGKILL');
  };
  for (const name of calls) {
    const call = fs.promises[name];
    fs.promises[name] = (...args) => {
      step();
      return call(...args);
    };
  }
  syncBuiltinESMExports();
  return {
    watch(Session) {
      const { run } = Session.prototype;
      Session.prototype.run = function (sql, params) {
        if (statements.test(sql)) step();
        return run.call(this, sql, params);
      };
    },
    begin: () => void (counting = true),
  };
}
