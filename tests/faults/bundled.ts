/** Children that are started again and again, each as one file: finding its modules took more than half of a start. */
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** Packages of the older kind ask for others by it. */
const require = `import { createRequire as __ofNode } from 'node:module'; const require = __ofNode(import.meta.url);`;

/** The child of that address with all that it loads of dist/, for work in one process and thread: it finds no other module beside itself. */
export async function bundled(child: string | URL): Promise<string> {
  const script = relative(project, fileURLToPath(child));
  const outfile = join('.cache', 'children', script);
  await build({
    absWorkingDir: project,
    entryPoints: [script],
    outfile,
    bundle: true,
    external: ['@duckdb/node-bindings*', '@temporalio/*', 'piscina', 'jiti', '@e965/xlsx', 'protobufjs'],
    platform: 'node',
    format: 'esm',
    banner: { js: require },
    logLevel: 'error',
  });
  return join(project, outfile);
}
