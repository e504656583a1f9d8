/** The keeper's ear: HTTP over a Unix socket in a 0700 folder, guarded by a token only this user can read. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { assertOwnFolder } from './socket-folder.js';
import type { Lang } from '../../schemas/issues/issue.js';
import { type Line, type Progress, languageHeader, settingsHeader, toWire } from './wire.js';

export type Call = (
  verb: string,
  args: unknown,
  progress: (event: Progress) => void,
  signal: AbortSignal,
  /** Absent where a former version of the program asks. */
  lang?: Lang,
) => Promise<unknown>;

const maxBodyBytes = 1_048_576;

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new Error('the call is too large');
    chunks.push(chunk);
  }
  return size === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function allowed(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function languageOf({ headers }: IncomingMessage): Lang | undefined {
  const asked = headers[languageHeader];
  return asked === 'en' || asked === 'zh' ? asked : undefined;
}

interface Told {
  token: string;
  /** Mark of the settings that the keeper works by. */
  settings: string;
}

async function answer(request: IncomingMessage, response: ServerResponse, { token, settings }: Told, call: Call) {
  if (!allowed(request, token)) {
    response.writeHead(403).end();
    return;
  }
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  response.writeHead(200, { 'content-type': 'application/x-ndjson', [settingsHeader]: settings });
  const send = (line: Line) => void response.write(`${JSON.stringify(line)}\n`);
  try {
    const verb = (request.url ?? '/').slice(1);
    const result = await call(
      verb,
      await bodyOf(request),
      (event) => send({ event }),
      gone.signal,
      languageOf(request),
    );
    send({ result: result ?? null });
  } catch (error) {
    send({ error: toWire(error) });
  }
  response.end();
}

/** Listens until closed. A socket file left by a dead keeper is removed: the lock says that nobody else lives here. Throws `socket-folder-not-own`. */
export async function listen(paths: { socket: string; token: string }, settings: string, call: Call): Promise<Server> {
  const token = randomBytes(24).toString('hex');
  await mkdir(dirname(paths.socket), { recursive: true, mode: 0o700 });
  await assertOwnFolder(paths.socket);
  await chmod(dirname(paths.socket), 0o700);
  await rm(paths.socket, { force: true });
  await writeFile(paths.token, token, { mode: 0o600 });
  const server = createServer((request, response) => void answer(request, response, { token, settings }, call));
  server.requestTimeout = 0;
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(paths.socket, done);
  });
  await chmod(paths.socket, 0o600);
  return server;
}
