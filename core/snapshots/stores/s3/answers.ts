/** What S3 answers in XML: a page of a listing, the code of an error. Only the few elements that are used. */
import type { StoredEntry } from '../store.js';

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescape = (text: string): string =>
  text.replaceAll(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal: string, hex: string, name: string) => {
    if (name !== undefined) return entities[name] ?? whole;
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal));
  });

/** Text of the first element of that name. */
export const element = (xml: string, name: string): string | undefined => {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return found === undefined ? undefined : unescape(found);
};

export interface Page {
  entries: StoredEntry[];
  /** Token of the next page; null: this was the last. */
  next: string | null;
}

/** Keys as they are, however the answer writes them. */
function keysIn(xml: string): (text: string) => string {
  const encoded = element(xml, 'EncodingType') === 'url';
  return (text) => (encoded ? decodeURIComponent(text.replaceAll('+', ' ')) : text);
}

export interface OpenUpload {
  key: string;
  upload: string;
  /** ISO 8601. */
  begunAt: string;
}

/** A page of ListMultipartUploads. */
export function readUploads(xml: string): OpenUpload[] {
  const plain = keysIn(xml);
  return [...xml.matchAll(/<Upload>(.*?)<\/Upload>/gs)].map(([, one = '']) => ({
    key: plain(element(one, 'Key') ?? ''),
    upload: element(one, 'UploadId') ?? '',
    begunAt: element(one, 'Initiated') ?? '',
  }));
}

/** A page of ListObjectsV2. */
export function readPage(xml: string): Page {
  const plain = keysIn(xml);
  const entries = [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, one = '']) => ({
    key: plain(element(one, 'Key') ?? ''),
    sizeBytes: Number(element(one, 'Size')),
  }));
  const more = element(xml, 'IsTruncated') === 'true';
  return { entries, next: more ? (element(xml, 'NextContinuationToken') ?? null) : null };
}

export const errorCode = (xml: string): string => element(xml, 'Code') ?? '';
