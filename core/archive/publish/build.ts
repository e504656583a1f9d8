import type { DatasetDef } from '../../../schemas/datasets/dataset.js';
import type { ContentView } from '../content-view.js';
import { contentView } from '../content-view.js';
import type { Session } from '../duck.js';
import { quoteIdent } from '../sql-text.js';

/** One publishing: a session inside a transaction, and the catalog name of the file being written. */
export interface Build {
  s: Session;
  into: string;
  views: ContentView[];
}

export async function startBuild(s: Session, into: string, datasets: DatasetDef[]): Promise<Build> {
  const views: ContentView[] = [];
  for (const dataset of datasets) views.push(await contentView(s, dataset));
  return { s, into, views };
}

/** The name of a table of the file being written. */
export const target = (build: Build, table: string): string => `${build.into}.main.${quoteIdent(table)}`;

/** Temporary tables of one dataset: things that take more than one content to tell, and their versions. */
export const severalTable = (view: ContentView): string => `temp.main.${quoteIdent(`several_${view.dataset.name}`)}`;
export const versionsTable = (view: ContentView): string => `temp.main.${quoteIdent(`versions_${view.dataset.name}`)}`;
