/** Threads and child processes run compiled code, also when the program itself runs from source. */

/** The compiled module `name`, such as `./worker.js`, beside the module of that address (its `import.meta.url`). */
export function compiledModule(name: string, beside: string): URL {
  const module = new URL(name, beside);
  if (!beside.endsWith('.ts')) return module;
  const root = new URL('../../', import.meta.url);
  return new URL(`dist/${module.href.slice(root.href.length)}`, root);
}
