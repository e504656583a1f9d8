/**
 * Pictures that Excel places in cells: such a cell holds #VALUE! and the number of a value's metadata, which leads to a rich value of a
 * structure for pictures ([MS-XLSX] 2.3.6 and 2.6.298; ECMA-376 part 1, 18.9).
 */
import { xmlText } from '../xml/decode.js';
import { walkXml } from '../xml/walk.js';
import type { XmlVisitor } from '../xml/walk.js';
import type { ZipPackage } from '../zip/package.js';
import { maxSmallPartBytes } from './relationships.js';
import type { Workbook } from './workbook.js';

const pictureStructures = new Set(['_localImage', '_webimage']);
const richValue = 'XLRICHVALUE';

/** By `vm` of a cell; null = the workbook has none. */
export async function readCellPictures(zip: ZipPackage, { related }: Workbook): Promise<ReadonlySet<number> | null> {
  const walk = async (kind: string, visitor: XmlVisitor): Promise<void> => {
    const relation = related.find((each) => each.kind === kind && !each.external);
    const entry = relation && zip.find(relation.target);
    if (entry) walkXml(xmlText(await zip.read(entry, maxSmallPartBytes)), visitor);
  };
  const structures: boolean[] = [];
  await walk('rdRichValueStructure', {
    open(name, attributes) {
      if (name === 's') structures.push(pictureStructures.has(attributes.get('t') ?? ''));
    },
  });
  if (!structures.includes(true)) return null;
  const values: boolean[] = [];
  await walk('rdRichValue', {
    open(name, attributes) {
      if (name === 'rv') values.push(structures[Number(attributes.get('s') ?? -1)] ?? false);
    },
  });
  const metadata = new MetadataWalk();
  await walk('sheetMetadata', metadata);
  return metadata.cellsOf(values);
}

class MetadataWalk implements XmlVisitor {
  private readonly types: string[] = [];
  /** Of rich values, their numbers. */
  private readonly rich: number[] = [];
  /** By the number of the value's metadata, from 0: places in `rich`. */
  private readonly blocks: number[][] = [];
  private section = '';
  private isRich = false;

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    if (name === 'metadataType') this.types.push(attributes.get('name') ?? '');
    else if (name === 'futureMetadata' || name === 'valueMetadata' || name === 'cellMetadata') {
      this.section = name;
      this.isRich = attributes.get('name') === richValue;
    } else if (name === 'rvb' && this.section === 'futureMetadata' && this.isRich)
      this.rich.push(Number(attributes.get('i') ?? -1));
    else if (name === 'bk' && this.section === 'valueMetadata') this.blocks.push([]);
    else if (name === 'rc' && this.section === 'valueMetadata') {
      const isOfRich = this.types[Number(attributes.get('t') ?? 0) - 1] === richValue;
      if (isOfRich) this.blocks.at(-1)?.push(Number(attributes.get('v') ?? -1));
    }
  }

  cellsOf(pictures: readonly boolean[]): ReadonlySet<number> {
    const isPicture = (place: number): boolean => pictures[this.rich[place] ?? -1] ?? false;
    return new Set(this.blocks.flatMap((places, at) => (places.some(isPicture) ? [at + 1] : [])));
  }
}
