/** Calls a running keeper over its socket. */
import { type IncomingMessage, request } from 'node:http';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { NamedError } from '../../schemas/errors.js';
import type { Lang } from '../../schemas/issues/issue.js';
import { assertOwnFolder } from './socket-folder.js';
import { type Line, type Progress, fromWire, languageHeader, settingsHeader } from './wire.js';

export interface CallOptions {
  progress: (event: Progress) => void;
  /** Told the mark of the keeper's settings before anything else. */
  settings?: (mark: string) => void;
  /** Of the reasons that the answer tells; default: the keeper's own. */
  lang?: Lang;
  signal: AbortSignal;
}

/** null = no keeper listens here. */
export type Answer = { result: unknown } | null;

const nobody = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTSOCK']);

function connect(path: string, verb: string, headers: Record<string, string>, body: string, signal: AbortSignal) {
  return new Promise<IncomingMessage | null>((done, failed) => {
    const call = request({ socketPath: path, path: `/${verb}`, method: 'POST', headers, signal }, done);
    call.on('error', (error: NodeJS.ErrnoException) => (nobody.has(error.code ?? '') ? done(null) : failed(error)));
    call.end(body);
  });
}

/** Sends one call; events go to `progress`; answers the result, or null when nobody listens. */
export async function callKeeper(
  paths: { socket: string; token: string },
  verb: string,
  args: unknown,
  options: CallOptions,
): Promise<Answer> {
  const token = await readFile(paths.token, 'utf8').catch(() => null);
  if (token === null) return null;
  await assertOwnFolder(paths.socket);
  const { lang, signal } = options;
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    ...(lang && { [languageHeader]: lang }),
  };
  const response = await connect(paths.socket, verb, headers, JSON.stringify(args ?? {}), signal);
  if (response === null) return null;
  if (response.statusCode === 403)
    throw new NamedError('keeper-token', 'The keeper did not accept the token.', {
      hint: 'Run as the user who started the keeper.',
    });
  const mark = response.headers[settingsHeader];
  if (typeof mark === 'string') options.settings?.(mark);
  try {
    for await (const text of createInterface({ input: response })) {
      const line = JSON.parse(text) as Line;
      if ('event' in line) options.progress(line.event);
      else if ('error' in line) throw fromWire(line.error);
      else return { result: line.result };
    }
  } catch (thrown) {
    if (thrown instanceof NamedError || options.signal.aborted) throw thrown;
    throw keeperGone(thrown);
  }
  throw keeperGone();
}

const keeperGone = (cause?: unknown): NamedError =>
  new NamedError('keeper-gone', 'The keeper stopped before it answered.', {
    hint: 'Run "sheetkeep status"; what was acknowledged is kept.',
    exit: 'bug',
    ...(cause === undefined ? {} : { cause }),
  });
