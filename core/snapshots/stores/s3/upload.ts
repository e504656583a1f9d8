/**
 * Puts an object in parts, each proved by its SHA-256 and tried again by itself; the object is there only when all are. Whatever
 * ends it on the way, the parts sent so far are taken back.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { again } from '../retry.js';
import type { RetryProfile } from '../retry.js';
import { objectDiffers } from '../store.js';
import type { StagedFile } from '../store.js';
import { element, errorCode } from './answers.js';
import { base64Of, completeXml, partsOf } from './parts.js';
import type { Part, StoredPart } from './parts.js';
import type { S3Wire } from './wire.js';

export interface UploadRequest {
  wire: S3Wire;
  /** Of the store, for errors. */
  store: string;
  key: string;
  file: StagedFile;
  partBytes: number;
  retry: RetryProfile;
  /** Of the object: meta data and lock. */
  headers: Record<string, string>;
}

/**
 * `unsure`: it came to no clear end, or something lies there already: whether these bytes do is to be looked at. Throws
 * `object-differs` when the file is not what its hash says, `store-…`.
 */
export async function uploadInParts(request: UploadRequest): Promise<'stored' | 'unsure'> {
  const upload = await begin(request);
  try {
    return await complete(request, upload, await sendAll(request, upload));
  } catch (thrown) {
    await abort(request.wire, request.key, upload).catch(() => undefined);
    throw thrown;
  }
}

function begin({ wire, key, headers, retry }: UploadRequest): Promise<string> {
  return again(retry, async () => {
    const query = { uploads: '' };
    const asked = { ...headers, 'x-amz-checksum-algorithm': 'SHA256' };
    const answer = await wire.send({ method: 'POST', key, query, headers: asked });
    const said = await wire.text(answer);
    const upload = element(said, 'UploadId');
    if (answer.statusCode !== 200 || upload === undefined) throw await wire.refused(answer, said);
    return upload;
  });
}

async function sendAll(request: UploadRequest, upload: string): Promise<StoredPart[]> {
  const { store, key, file, partBytes, retry } = request;
  const whole = createHash('sha256');
  const stored: StoredPart[] = [];
  for (const part of partsOf(file, partBytes)) {
    const sha256 = await hashPart(file.path, part, whole);
    stored.push(await again(retry, () => sendPart(request, upload, part, sha256)));
  }
  if (whole.digest('hex') !== file.sha256) throw objectDiffers(store, key);
  return stored;
}

async function hashPart(
  path: string,
  { start, sizeBytes }: Part,
  whole: ReturnType<typeof createHash>,
): Promise<string> {
  const own = createHash('sha256');
  const bytes = createReadStream(path, { start, end: start + sizeBytes - 1, highWaterMark: 1 << 20 });
  for await (const chunk of bytes) {
    own.update(chunk as Buffer);
    whole.update(chunk as Buffer);
  }
  return own.digest('hex');
}

async function sendPart(
  { wire, key, file: { path } }: UploadRequest,
  upload: string,
  { number, start, sizeBytes }: Part,
  sha256: string,
): Promise<StoredPart> {
  const answer = await wire.send({
    method: 'PUT',
    key,
    query: { partNumber: String(number), uploadId: upload },
    headers: { 'x-amz-checksum-sha256': base64Of(sha256) },
    body: { path, start, sizeBytes, sha256 },
  });
  const { etag } = answer.headers;
  if (answer.statusCode !== 200 || etag === undefined) throw await wire.refused(answer);
  return wire.drained(answer, { number, etag, sha256 });
}

/** An answer of 200 may still say an error; where an answer was lost, the upload is no more when it is asked for again. */
async function complete(
  { wire, key, retry }: UploadRequest,
  upload: string,
  parts: readonly StoredPart[],
): Promise<'stored' | 'unsure'> {
  let tries = 0;
  return again(retry, async () => {
    tries += 1;
    const headers = { 'if-none-match': '*', 'content-type': 'application/xml' };
    const asked = { query: { uploadId: upload }, headers, body: completeXml(parts) };
    const answer = await wire.send({ method: 'POST', key, ...asked });
    const said = await wire.text(answer);
    if (answer.statusCode === 200 && errorCode(said) === '') return 'stored';
    if (answer.statusCode === 412) {
      await abort(wire, key, upload).catch(() => undefined);
      return 'unsure';
    }
    if (answer.statusCode === 404 && tries > 1) return 'unsure';
    throw await wire.refused(answer, said);
  });
}

/** No error when it is no more. */
export async function abort(wire: S3Wire, key: string, upload: string): Promise<void> {
  const answer = await wire.send({ method: 'DELETE', key, query: { uploadId: upload } });
  if (![200, 204, 404].includes(answer.statusCode ?? 0)) throw await wire.refused(answer);
  return wire.drained(answer, undefined);
}
