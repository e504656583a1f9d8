/** Settings for commands that work without a keeper. */
import { existsSync } from 'node:fs';
import type { Config } from '../../schemas/config.js';
import { type Context, speakAs } from './context.js';

/** Settings of the workspace where there is one (whose language is spoken from here on), else the defaults. */
export async function settingsOf(context: Context): Promise<Config> {
  const { workspacePaths } = await import('../../core/archive/workspace.js');
  if (existsSync(workspacePaths(context.workspace).config)) {
    const { findWorkspace } = await import('../keeper/workspace.js');
    const { config } = await findWorkspace(context.workspace);
    speakAs(context, config.language);
    return config;
  }
  const { parseConfig } = await import('../../schemas/config.js');
  return parseConfig({ language: context.lang });
}
