/** Commands that a message names, as they are to be typed where it is read. */
import { shellWord } from '../../schemas/shell-word.js';

/** As the person typed it; absent = the current folder. */
export interface AskedWorkspace {
  workspaceAsked?: string | undefined;
}

/** These need no workspace, or make one. */
const command = /\bsheetkeep (?!(?:init|demo|read)\b)(?=[a-z])/g;

/** The text with the workspace in each command, so that it works where the person is. A text that names one is left alone. */
export const typed = (text: string, { workspaceAsked }: AskedWorkspace): string =>
  workspaceAsked === undefined || text.includes('--workspace')
    ? text
    : text.replaceAll(command, () => `sheetkeep --workspace ${shellWord(workspaceAsked)} `);
