/** The folder of an export: whose it is, what was left in it, how files come into it and leave it. */
import { readdir, rm, rmdir, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NamedError } from '../../schemas/errors.js';
import { fsyncFolder, makeFolder, makeNamedFolder, renameDurably } from '../archive/files.js';
import { filesOf, format, readManifest, writeManifest } from './manifest.js';
import type { Manifest } from './manifest.js';
import type { StagedFile } from './write.js';

const isTemp = (name: string): boolean => name.startsWith('.tmp-');

export interface Place {
  /** As it stands, empty where nothing was exported yet: what it names stays until another one is committed. */
  standing: Manifest;
  /** What the next one builds on: nothing where another role saw it. */
  base: Manifest;
}

/** Looks, changes nothing. Throws `export-place-taken`, `export-not-ours`. */
export async function openPlace(root: string, fresh: Omit<Manifest, 'format' | 'datasets'>): Promise<Place> {
  const empty = { format, ...fresh, datasets: [] } satisfies Manifest;
  const found = await readManifest(root);
  if (found && found.workspace !== fresh.workspace) {
    throw new NamedError('export-not-ours', 'the folder holds an export of another workspace', {
      hint: 'Choose another folder with --to.',
      exit: 'usage',
    });
  }
  if (found) return { standing: found, base: found.role === fresh.role ? found : empty };
  const others = (await readdir(root).catch(() => [])).filter((name) => !isTemp(name));
  if (others.length > 0) {
    throw new NamedError('export-place-taken', `the folder holds ${others.length} other files or folders`, {
      hint: 'Choose an empty folder, or one that holds an export of this workspace.',
      exit: 'usage',
    });
  }
  return { standing: empty, base: empty };
}

/** Makes the folder this workspace's before anything else lies there, so that what a kill leaves is known as ours. */
export async function claimPlace(root: string, manifest: Manifest): Promise<void> {
  await makeNamedFolder(root);
  if ((await readManifest(root)) === null) await writeManifest(root, manifest);
}

/** Removes what no manifest names: files that were replaced, or left by a run that was killed. */
export async function sweepPlace(root: string, manifest: Manifest): Promise<void> {
  const named = new Set(filesOf(manifest).map(({ path }) => path));
  for (const entry of await readdir(root, { withFileTypes: true })) {
    if (isTemp(entry.name)) await rm(join(root, entry.name), { recursive: true, force: true });
    else if (entry.isDirectory() && /^[a-z][a-z0-9_]*$/.test(entry.name)) await sweepFolder(root, entry.name, named);
  }
}

async function sweepFolder(root: string, folder: string, named: ReadonlySet<string>): Promise<void> {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory() && !folder.includes('/')) await sweepFolder(root, path, named);
    else if (isTemp(entry.name) || (/^part-[0-9a-f]{16}\.parquet$/.test(entry.name) && !named.has(path)))
      await rm(join(root, path), { force: true });
  }
  // Only an empty one goes.
  await rmdir(join(root, folder)).catch(() => undefined);
}

/** Gives files their final names, durably. Readers by the manifest do not see them yet. Throws `export-place-taken`. */
export async function putFiles(root: string, files: readonly StagedFile[]): Promise<void> {
  for (const { file, staged } of files) {
    const target = join(root, file.path);
    await makeFolder(dirname(target));
    await renameDurably(staged, target).catch((thrown: NodeJS.ErrnoException) => {
      throw thrown.code === 'EISDIR' ? inTheWay(file.path, thrown) : thrown;
    });
  }
}

const inTheWay = (path: string, cause: unknown): NamedError =>
  new NamedError('export-place-taken', `a folder lies where ${path} belongs`, {
    hint: 'Move it away and export again. The export stays as it was.',
    exit: 'usage',
    cause,
  });

/** Commits: from here on it is the new export; then what it no longer needs goes. */
export async function commitPlace(root: string, manifest: Manifest): Promise<void> {
  await writeManifest(root, manifest);
  await sweepPlace(root, manifest);
  await fsyncFolder(root);
}

/** Throws `export-no-room` unless so many bytes and the reserve fit. */
export async function assertRoom(root: string, neededBytes: number, reserveBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(root);
  if (bavail * bsize >= neededBytes + reserveBytes) return;
  const megabytes = (bytes: number): number => Math.ceil(bytes / (1 << 20));
  throw new NamedError(
    'export-no-room',
    `an export of up to ${megabytes(neededBytes)} MB does not fit: ${megabytes(bavail * bsize)} MB are free, ${megabytes(reserveBytes)} MB have to stay free`,
    { hint: 'Make room, or export to another disk with --to. Nothing was changed.', retryable: true },
  );
}
