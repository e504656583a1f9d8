// Builds dist/: every .ts of the rooms as one .js each, and the workflow bundle.
// Skips the work when dist/.source-hash still matches the sources (content hash, not times).
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const rooms = ['schemas', 'workflows', 'activities', 'core', 'apps', 'bench'];
const copied = /\.(json|html|css|svg|md|sql)$/;

function* walk(folder) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else yield path;
  }
}

const sourceFiles = () => rooms.flatMap((room) => [...walk(join(root, room))]);

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of [
    ...files,
    join(root, 'package.json'),
    join(root, 'package-lock.json'),
    fileURLToPath(import.meta.url),
  ]) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/**
 * Makes dist/ current; answers whether anything had to be built. dist is a link to builds/<hash>: it turns in one
 * step, and a program that runs from the old build goes on undisturbed.
 */
export async function build() {
  const files = sourceFiles();
  const hash = hashOf(files).slice(0, 16);
  const target = join('builds', hash);
  if (
    existsSync(join(root, 'dist', '.source-hash')) &&
    readFileSync(join(root, 'dist', '.source-hash'), 'utf8') === hash
  )
    return false;
  if (!existsSync(join(root, target, '.source-hash'))) await buildInto(join(root, target), files, hash);
  turn(target);
  sweep();
  return true;
}

/** Seen from the project: esbuild writes a path with `"` or `*` in it to another one. */
const within = (folder) => ({ absWorkingDir: root, outdir: relative(root, folder) });
const entry = (module, out = module) => ({ in: `${module}.ts`, out });

async function buildInto(folder, files, hash) {
  const next = `${folder}.next-${process.pid}`;
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next, { recursive: true });
  const esbuild = await import('esbuild');
  await esbuild.build({
    ...within(next),
    entryPoints: files.filter((file) => file.endsWith('.ts')).map((file) => entry(relative(root, file).slice(0, -3))),
    format: 'esm',
    platform: 'node',
    plugins: [valuesOf(esbuild)],
    target: 'node20',
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  await bundlePrograms(esbuild, next);
  for (const file of files.filter((name) => copied.test(name))) cpSync(file, join(next, relative(root, file)));
  await assemble(next, files);
  await bundleWorkflows(next);
  writeFileSync(join(next, '.source-hash'), hash);
  try {
    renameSync(next, folder);
  } catch {
    // Another build of the same sources was quicker.
    rmSync(next, { recursive: true, force: true });
  }
}

/** Modules whose exports are plain values that take long to make: a built program holds the values. */
const computed = /[\\/]core[\\/]parsing[\\/]tables[\\/]column-names\.ts$/;

function valuesOf(esbuild) {
  return {
    name: 'computed',
    setup: (building) =>
      building.onLoad({ filter: computed }, async ({ path }) => {
        const { outputFiles } = await esbuild.build({
          absWorkingDir: root,
          entryPoints: [relative(root, path)],
          bundle: true,
          write: false,
          format: 'esm',
          platform: 'node',
          logLevel: 'warning',
        });
        const values = await import(
          `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
        );
        const lines = Object.entries(values).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`);
        return { contents: lines.join('\n'), loader: 'js' };
      }),
  };
}

/** WebAssembly from its text. */
async function assemble(out, files) {
  const { default: load } = await import('wabt');
  const wabt = await load();
  for (const file of files.filter((name) => name.endsWith('.wat'))) {
    const name = relative(root, file);
    const module = wabt.parseWat(name, readFileSync(file, 'utf8'), { simd: true });
    writeFileSync(join(out, name.replace(/\.wat$/, '.wasm')), module.toBinary({}).buffer);
    module.destroy();
  }
}

/** Where the program's processes and threads begin, and what a process is told to load. */
const programs = [
  'apps/cli/run',
  'core/archive/sql/child',
  'core/parsing/pool/judging-thread',
  'core/snapshots/drill-child',
  'core/snapshots/restore/past-child',
  'activities/receipt-thread',
  'apps/keeper/drill-reread',
  'apps/keeper/audit-fault',
];

/** Those that a file waits for: each has its modules to itself, in as few files as can be, and shares none with another program. */
const waitedFor = ['core/parsing/pool/reading-thread'];
/**
 * What starts before all else, each as one file beside its twin, in CommonJS: a process that loads no ES module begins sooner. With what
 * is not part of it.
 */
const startedFirst = {
  'apps/cli/main': { external: ['./run.js'] },
  // Piscina is required, not imported.
  'core/parsing/pool/reading-process': { external: ['piscina'], supported: { 'dynamic-import': false } },
};
/** Where the file of that name lies, for what looks for others beside itself. */
const ownPlace = `const __ownPlace = require('node:url').pathToFileURL(__filename).href;`;

/** Packages that stay packages: they bring native parts, threads of their own, or are large and seldom wanted. exceljs is wanted for every receipt: its four hundred modules took 0.2 s. */
const ownPackages = ['@duckdb/node-bindings*', '@temporalio/*', 'piscina', 'jiti', '@e965/xlsx', 'protobufjs'];

/** What a bundle asks for by these names, it requires, whoever imports it. */
const requiring = (name, filter) => ({
  name,
  setup: (building) => {
    building.onResolve({ filter }, ({ path, kind }) =>
      kind === 'require-call' ? { path, external: true } : { path, namespace: name },
    );
    building.onLoad({ filter: /./, namespace: name }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
      resolveDir: root,
    }));
  },
});
/** Of those, packages of the older kind whose names Node would first read out of all their text, were they imported. */
const olderPackages = requiring('older-packages', /^(jiti|@temporalio\/[^/]+)$/);
/** Node's own modules: imported, all that they export is looked at, and what is seldom wanted is loaded for that. */
const builtins = requiring('builtins', /^node:/);

/** Node warns of `new Buffer` outside of node_modules, and packages of the older kind say it. */
const olderBuffers = {
  name: 'older-buffers',
  setup: (building) =>
    building.onLoad({ filter: /[\\/]node_modules[\\/].*\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      return text.includes('new Buffer(')
        ? { contents: text.replaceAll('new Buffer(', '__bufferOf('), loader: 'js' }
        : null;
    }),
};

/** What the packages of the older kind ask for. */
const forOlderPackages = `import { createRequire as __ofNode } from 'node:module';
const require = __ofNode(import.meta.url);
const __bufferOf = (what, how) => typeof what === 'number' ? Buffer.alloc(what) : Buffer.from(what, how);`;

/**
 * Every process and thread as a few files instead of a module each, with the small packages in them: finding and
 * reading some hundred modules took most of a short call. Their modules keep the address of their compiled twins, so
 * that they find the threads and files beside those; the twin of a beginning hands over to the bundle.
 */
async function bundlePrograms(esbuild, out) {
  const folder = 'programs';
  const ownAddress = (bundle) => ({
    name: 'own-address',
    setup: (building) =>
      building.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const twin = relative(root, path).replace(/\.ts$/, '.js');
        const way = relative(dirname(bundle), twin).split(sep).join('/');
        const address = `new URL(${JSON.stringify(way)}, import.meta.url).href`;
        return { contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', address), loader: 'ts' };
      }),
  });
  const named = (program) => `${folder}/${program.replaceAll('/', '-')}`;
  const bundled = (entryPoints, more) =>
    esbuild.build({
      ...within(out),
      entryPoints,
      bundle: true,
      external: ownPackages,
      platform: 'node',
      target: 'node20',
      sourcemap: 'linked',
      metafile: true,
      logLevel: 'warning',
      ...more,
    });
  const asNamed = (program) => entry(program, named(program));
  const modules = (plugins) => ({
    chunkNames: `${folder}/[hash]`,
    splitting: true,
    format: 'esm',
    banner: { js: forOlderPackages },
    plugins: [...plugins, olderPackages, valuesOf(esbuild), ownAddress(`${folder}/any.js`), olderBuffers],
  });
  const first = (program, more) => ({
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    banner: { js: ownPlace },
    define: { 'import.meta.url': '__ownPlace' },
    plugins: [ownAddress(program)],
    ...more,
  });
  const built = await Promise.all([
    bundled(programs.map(asNamed), modules([])),
    ...waitedFor.map((program) => bundled([asNamed(program)], modules([builtins]))),
    ...Object.entries(startedFirst).map(([program, more]) => bundled([entry(program)], first(program, more))),
  ]);
  const outputs = Object.assign({}, ...built.map(({ metafile }) => metafile.outputs));
  for (const program of [...programs, ...waitedFor]) {
    const { exports } = Object.entries(outputs).find(([path]) => path.endsWith(`${named(program)}.js`))[1];
    const bundle = JSON.stringify(`${'../'.repeat(program.split('/').length - 1)}${named(program)}.js`);
    const whole = exports.includes('default') ? `export { default } from ${bundle};\n` : '';
    writeFileSync(join(out, `${program}.js`), `export * from ${bundle};\n${whole}`);
    rmSync(join(out, `${program}.js.map`));
  }
}

function turn(target) {
  const dist = join(root, 'dist');
  if (existsSync(dist) && !lstatSync(dist).isSymbolicLink()) rmSync(dist, { recursive: true, force: true });
  const link = join(root, `dist.next-${process.pid}`);
  rmSync(link, { force: true });
  symlinkSync(target, link);
  renameSync(link, dist);
}

/** Keeps the newest builds: programs may still run from them. */
function sweep() {
  const folder = join(root, 'builds');
  const byAge = readdirSync(folder)
    .map((name) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { path } of byAge.slice(8)) rmSync(path, { recursive: true, force: true });
}

async function bundleWorkflows(out) {
  const workflowsPath = join(out, 'workflows', 'index.js');
  if (!existsSync(workflowsPath)) return;
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  writeFileSync(join(out, 'workflow-bundle.js'), code);
}

if (
  process.argv[1] &&
  fileURLToPath(import.meta.url)
    .split(sep)
    .join('/') === process.argv[1].split(sep).join('/')
) {
  process.stderr.write((await build()) ? 'built dist/\n' : 'dist/ is current\n');
}
