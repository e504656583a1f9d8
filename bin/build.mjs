// Builds dist/: every .ts of the rooms as one .js each, and the workflow bundle.
// Skips the work when dist/.source-hash still matches the sources (content hash, not times).
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

/** Makes dist/ current; answers whether anything had to be built. */
export async function build() {
  const files = sourceFiles();
  const hash = hashOf(files);
  const dist = join(root, 'dist');
  const stamp = join(dist, '.source-hash');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return false;
  const next = join(root, `dist.next-${process.pid}`);
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next);
  const esbuild = await import('esbuild');
  await esbuild.build({
    entryPoints: files.filter((file) => file.endsWith('.ts')),
    outdir: next,
    outbase: root,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  for (const file of files.filter((name) => copied.test(name))) cpSync(file, join(next, relative(root, file)));
  await bundleWorkflows(next);
  writeFileSync(join(next, '.source-hash'), hash);
  rmSync(dist, { recursive: true, force: true });
  renameSync(next, dist);
  return true;
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
