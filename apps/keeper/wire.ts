/**
 * What goes over the keeper's socket: one POST per call, the answer as NDJSON lines: any number of
 * `{"event":…}`, then exactly one `{"result":…}` or `{"error":…}`.
 */
import { systemFault } from '../system-fault.js';
import { NamedError, type ExitName } from '../../schemas/errors.js';

/** With every answer: the mark of the settings that the keeper works by. */
export const settingsHeader = 'x-sheetkeep-settings';

/** With every call: the language of the person who asks. */
export const languageHeader = 'x-sheetkeep-language';

export interface Progress {
  /** What is being done, in the keeper's own words: `parse`, `judge`, `commit`, `publish`, `delivery` … */
  step: string;
  [detail: string]: unknown;
}

export type Line = { event: Progress } | { result: unknown } | { error: WireError };

export interface WireError {
  code: string;
  message: string;
  hint: string;
  exit: ExitName;
}

export function toWire(thrown: unknown): WireError {
  const error = systemFault(thrown) ?? thrown;
  if (error instanceof NamedError)
    return { code: error.code, message: error.message, hint: error.hint, exit: error.exit };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'unexpected', message, hint: '', exit: 'bug' };
}

export const fromWire = (error: WireError): NamedError =>
  new NamedError(error.code, error.message, { hint: error.hint, exit: error.exit });
