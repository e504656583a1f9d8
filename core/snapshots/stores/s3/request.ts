/** One signed request to an S3-compatible service, with a time limit on silence. */
import { createReadStream } from 'node:fs';
import { request as plainRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { createHash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import type { StagedFile } from '../store.js';

export interface S3Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export interface S3Target {
  /** `https://host[:port]`, without a path. */
  endpoint: string;
  bucket: string;
  region: string;
  /** `endpoint/bucket/key` instead of `bucket.endpoint/key`. */
  pathStyle: boolean;
  credentials: S3Credentials;
  /** Milliseconds without a byte before a request is given up. */
  silenceMs: number;
}

export interface S3Request {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** Empty: the bucket itself. */
  key: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: FileBytes | string;
}

/** A file, or `sizeBytes` of it from byte `start` on; hash and size are of what is sent. */
export interface FileBytes extends StagedFile {
  start?: number;
}

function urlOf({ endpoint, bucket, pathStyle }: S3Target, { key, query = {} }: S3Request): URL {
  const url = new URL(endpoint);
  const path = key
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
  if (pathStyle) url.pathname = `/${bucket}/${path}`;
  else {
    url.hostname = `${bucket}.${url.hostname}`;
    url.pathname = `/${path}`;
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

const sha256Of = (body: S3Request['body']): string =>
  typeof body === 'object'
    ? body.sha256
    : createHash('sha256')
        .update(body ?? '')
        .digest('hex');

const sizeOf = (body: S3Request['body']): number =>
  typeof body === 'object' ? body.sizeBytes : Buffer.byteLength(body ?? '');

/** Signed over the hash of the body: the service refuses other bytes. The answer's body is still to be read. */
export async function send(target: S3Target, asked: S3Request): Promise<IncomingMessage> {
  const { method, body } = asked;
  const { url, headers } = await new AwsV4Signer({
    ...target.credentials,
    method,
    url: urlOf(target, asked).href,
    headers: { ...asked.headers, 'x-amz-content-sha256': sha256Of(body) },
    service: 's3',
    region: target.region,
  }).sign();
  const request = (url.protocol === 'https:' ? tlsRequest : plainRequest)(url, {
    method,
    headers: { ...Object.fromEntries(headers), 'content-length': String(sizeOf(body)) },
  });
  return new Promise((resolve, reject) => {
    request.setTimeout(target.silenceMs, () => request.destroy(new Error(`no answer for ${target.silenceMs} ms`)));
    request.on('response', resolve);
    request.on('error', reject);
    if (typeof body !== 'object') return void request.end(body ?? '');
    const { start = 0, sizeBytes } = body;
    const source: Readable =
      sizeBytes === 0
        ? Readable.from([])
        : createReadStream(body.path, { start, end: start + sizeBytes - 1, highWaterMark: 1 << 18 });
    source.on('error', (thrown) => request.destroy(thrown));
    request.on('close', () => source.destroy());
    source.pipe(request);
  });
}

/** The body of an answer that is short: a listing, an error. */
export async function textOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
