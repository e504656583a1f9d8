/** Settings for commands that work without a keeper. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Config } from '../../schemas/config.js';
import { type Context, speakAs } from './context.js';

/** Settings of the workspace where there is one (whose language is spoken from here on), else the defaults. */
export async function settingsOf(context: Context): Promise<Config> {
  const { workspacePaths } = await import('../../core/archive/workspace.js');
  if (existsSync(workspacePaths(context.workspace).config)) {
    const { findWorkspace } = await import('../keeper/workspace.js');
    const { config } = await findWorkspace(context.workspace);
    speakAs(context, config);
    return config;
  }
  const { parseConfig } = await import('../../schemas/config.js');
  return parseConfig({ language: context.lang });
}

/** Speaks as the settings of the workspace say, where there is one whose settings can be read: also of what fails before the archive is asked. */
export async function speakAsWorkspace(context: Context): Promise<void> {
  const { workspacePaths } = await import('../../core/archive/workspace.js');
  if (!existsSync(workspacePaths(context.workspace).config)) return;
  // Settings that cannot be read are told by the command that needs them.
  await settingsOf(context).catch(() => speakAsWritten(context, workspacePaths(context.workspace).config));
}

/** Of settings that are broken the language is still known where it stands on a line of its own, as init writes it. */
async function speakAsWritten(context: Context, configFile: string): Promise<void> {
  if (context.langAsked) return;
  const text = await readFile(configFile, 'utf8').catch(() => '');
  const written = /^\s*language:\s*['"](en|zh)['"]/m.exec(text)?.[1];
  if (written === 'en' || written === 'zh') context.lang = written;
}
