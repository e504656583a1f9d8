/** Failures with a name. Data problems are catalogue issues, never these. */

/** Exit codes of the command line (cli.md); decided where the failure is known. */
export const exitCodes = {
  done: 0,
  bug: 1,
  usage: 2,
  withIssues: 3,
  refused: 4,
  checkFailed: 5,
  missingPart: 6,
  stopped: 130,
} as const;

export type ExitName = keyof typeof exitCodes;

/** `code` is stable kebab-case; `message` says what failed with numbers; `hint` what to do next. None carries a cell's value. */
export class NamedError extends Error {
  readonly code: string;
  readonly hint: string;
  readonly exit: ExitName;
  readonly retryable: boolean;

  constructor(
    code: string,
    message: string,
    options: { hint?: string; exit?: ExitName; retryable?: boolean; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'NamedError';
    this.code = code;
    this.hint = options.hint ?? '';
    this.exit = options.exit ?? 'refused';
    this.retryable = options.retryable ?? false;
  }
}
