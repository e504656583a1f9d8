/** The parts of an OpenDocument package that the library reads. */
import { xmlText } from '../xlsx/xml/decode.js';
import type { ZipPackage } from '../xlsx/zip/package.js';
import { partKey } from '../xlsx/zip/part-name.js';
import { maxBookBytes } from './formats.js';
import { odsFormats, plainConditions } from './ods-formats.js';
import { plainOds } from './ods-plain.js';

const manifestPart = 'META-INF/manifest.xml';
const contentPart = 'content.xml';
const stylesPart = 'styles.xml';

export const isContentKey = (key: string): boolean => key === partKey(contentPart);

/** It holds cells or how they look. */
export const isReadKey = (key: string): boolean => isContentKey(key) || key === partKey(stylesPart);

/** '' = the package has none. */
export async function manifestOf(zip: ZipPackage): Promise<string> {
  const found = [...zip.entries].find(([key]) => key.endsWith(partKey(manifestPart)));
  return found ? xmlText(await zip.read(found[1], maxBookBytes)) : '';
}

interface Content {
  /** The part as it stands. */
  whole: string;
  /** What is the document's own in it. */
  xml: string;
  isShown: boolean;
  /** All parts are wanted, not only those that the library reads wrong. */
  isAll: boolean;
}

/** The parts with cells and styles, as far as the library reads them wrong. */
export async function repairedOds(
  zip: ZipPackage,
  { whole, xml, isShown, isAll }: Content,
): Promise<Record<string, string>> {
  const entry = zip.entries.get(partKey(stylesPart));
  const written = entry ? xmlText(await zip.read(entry, maxBookBytes)) : '';
  const styles = plainConditions(written === '' ? '<office:document-styles/>' : written);
  const conditioned = plainConditions(xml);
  const plain = plainOds(conditioned, isShown, odsFormats([styles, conditioned]));
  return {
    ...(isAll && { [manifestPart]: '<manifest:manifest/>' }),
    ...((isAll || styles !== written) && { [stylesPart]: styles }),
    ...((isAll || plain !== whole) && { [contentPart]: plain }),
  };
}
