/** How an object that is too long for one request is cut, and what is said about it in XML. */
import type { StagedFile } from '../store.js';

/** S3 takes no more parts of one object. */
const maxParts = 10_000;

export interface Part {
  /** 1, 2 … */
  number: number;
  /** First byte. */
  start: number;
  sizeBytes: number;
}

/** Parts of `partBytes`, the last one shorter; longer ones where there would be too many. */
export function partsOf({ sizeBytes }: Pick<StagedFile, 'sizeBytes'>, partBytes: number): Part[] {
  const size = Math.max(partBytes, Math.ceil(sizeBytes / maxParts));
  return Array.from({ length: Math.ceil(sizeBytes / size) }, (_, i) => ({
    number: i + 1,
    start: i * size,
    sizeBytes: Math.min(size, sizeBytes - i * size),
  }));
}

export interface StoredPart {
  number: number;
  etag: string;
  /** Of its bytes, lower-case hex. */
  sha256: string;
}

export const base64Of = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

/** Body of CompleteMultipartUpload. */
export function completeXml(parts: readonly StoredPart[]): string {
  const told = parts.map(
    ({ number, etag, sha256 }) =>
      `<Part><PartNumber>${number}</PartNumber><ETag>${etag.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</ETag>` +
      `<ChecksumSHA256>${base64Of(sha256)}</ChecksumSHA256></Part>`,
  );
  return `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${told.join('')}</CompleteMultipartUpload>`;
}
