/** What S3 answers in XML: a page of a listing, the code of an error. Only the few elements that are used. */
import type { StoredEntry } from '../store.js';

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescape = (text: string): string =>
  text.replaceAll(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal: string, hex: string, name: string) => {
    if (name !== undefined) return entities[name] ?? whole;
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal));
  });

const element = (xml: string, name: string): string | undefined => {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return found === undefined ? undefined : unescape(found);
};

export interface Page {
  entries: StoredEntry[];
  /** Token of the next page; null: this was the last. */
  next: string | null;
}

/** A page of ListObjectsV2. */
export function readPage(xml: string): Page {
  const encoded = element(xml, 'EncodingType') === 'url';
  const plain = (text: string): string => (encoded ? decodeURIComponent(text.replaceAll('+', ' ')) : text);
  const entries = [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, one = '']) => ({
    key: plain(element(one, 'Key') ?? ''),
    sizeBytes: Number(element(one, 'Size')),
  }));
  const more = element(xml, 'IsTruncated') === 'true';
  return { entries, next: more ? (element(xml, 'NextContinuationToken') ?? null) : null };
}

export const errorCode = (xml: string): string => element(xml, 'Code') ?? '';
