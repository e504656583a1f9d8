/** Makes a workspace: a commented config, an inbox folder per dataset, the folders people look into. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, makeNamedFolder, writeNew } from '../../core/archive/files.js';
import { type WorkspacePaths, workspacePaths } from '../../core/archive/workspace.js';
import { renewKeyring, writeKeyring } from '../../core/snapshots/keys/keyring.js';
import { parseConfig } from '../../schemas/config.js';
import { NamedError } from '../../schemas/errors.js';
import { configText } from './config-text.js';
import { workspaceIdentity } from './identity.js';

export interface InitOptions {
  root: string;
  lang: 'en' | 'zh';
  /** Language of the inbox folders' names, where it is another than `lang`. */
  folders?: 'en' | 'zh';
}

export interface Initialised {
  paths: WorkspacePaths;
  /** Inbox folder per dataset, absolute. */
  inboxes: Record<string, string>;
  /** The recovery identity of its snapshots: a secret to be shown once. */
  recovery: string;
}

/** Makes the workspace in a new or empty folder, or beside other files where no config stands. Throws `workspace-exists`. */
export async function initWorkspace({ root, lang, folders = lang }: InitOptions): Promise<Initialised> {
  const paths = workspacePaths(root);
  if (existsSync(paths.config)) {
    throw new NamedError('workspace-exists', `There is a workspace in ${paths.root} already.`, {
      hint: 'Start it with "sheetkeep up".',
      exit: 'usage',
    });
  }
  const timeZone = lang === 'zh' ? 'Asia/Shanghai' : Intl.DateTimeFormat().resolvedOptions().timeZone;
  await makeNamedFolder(paths.root);
  const sources = parseConfig({ language: folders }).sources;
  const inboxes: Record<string, string> = {};
  for (const { folder, dataset } of sources) {
    const path = join(paths.root, ...folder.split('/'));
    await makeFolder(path);
    if (dataset !== null) inboxes[dataset] = path;
  }
  await makeFolder(paths.outbox);
  const named = folders === lang ? {} : Object.fromEntries(sources.map(({ name, folder }) => [name, folder]));
  await writeNew(paths.config, configText({ lang, timeZone, folders: named }));
  const { keyring, recovery } = renewKeyring(null, await workspaceIdentity(paths));
  await writeKeyring(paths.keys, keyring);
  return { paths, inboxes, recovery: recovery.text };
}

/** True when nothing lies in the folder. */
export async function isEmptyFolder(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length === 0;
}
