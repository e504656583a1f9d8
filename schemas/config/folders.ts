/** Which folders are watched, and whose the files in them are. */
import type { Config } from './types.js';

/** Files that came to no source of their own: dropped into the inbox itself, or given to the command line without one. */
export const uploads = 'uploads';

export interface WatchedFolder {
  source: string;
  /** Relative to the workspace, with forward slashes. */
  folder: string;
}

/** The folders of the sources, and the inbox itself, unless it belongs to a source. */
export function watchedFolders({ sources, inbox }: Pick<Config, 'sources' | 'inbox'>): WatchedFolder[] {
  const folders = sources.map(({ name, folder }) => ({ source: name, folder }));
  const taken = folders.some(({ folder }) => `${inbox.folder}/`.startsWith(`${folder}/`));
  return taken ? folders : [...folders, { source: uploads, folder: inbox.folder }];
}
