/**
 * Lines below a table: who made and checked it, notes, counts, pages. One that fills several cells looks like a row: it must also be unlike
 * the rows above it, and nothing but such lines may follow.
 */
import { firstTextAt } from '../cells.js';
import type { RawRecord, SheetRow } from '../cells.js';
import { isCount } from './counts.js';
import { hasPageNumber } from './frame-lines.js';
import { hasForm, isColumnName, mayBeColumnName, mayBeSaidOf } from './header-words.js';
import { dominantShape, profilesOf } from './profiles.js';
import type { HeadRow, Profile } from './profiles.js';
import { isSentence, isStarred, mayBeName } from './doubted-notes.js';
import type { Layout } from './layout.js';
import { countFilled, firstFilled, looksLikeNote, saysNote } from './row-kinds.js';
import { isTyped, shapeBesideTotal, shapeOf } from './shapes.js';
import { isStatisticRow } from './statistics.js';

const act = '(?:制[表单]|填[表报写]|审[核批]|批准|核准|复核|经[办手])(?:人|员|者|单位|部门|意见)?(?:签[字名章])?';
const role =
  '(?:(?:单位|部门|财务|项目)?(?:负责|主管)(?:人|领导)?|会计|出纳|记账|校对|财务|经理|领导|签[字名章]|盖章|公章)';
const done =
  '(?:prepared|approved|checked|reviewed|verified|signed|printed|issued|compiled|exported|generated|authori[sz]ed|submitted|erstellt|geprüft|genehmigt|freigegeben|gedruckt|exportiert)';
const by = '(?:by|on|at|date|von|am|durch)';
/** 部门经理签字, 甲方（盖章）: who is to sign, whatever they are called. */
const signed = String.raw`(?:[部财总单经主负领项会出记校公审核批复制填业甲乙法]\p{Script=Han}{0,9})?\s*[（(]?(?:签[字名章]|盖章|公章)[)）]?(?:处|栏)?`;
const colon = String.raw`\s*(?:[（(][^（()）]{0,12}[）)])?\s*[:：]`;

const maker = new RegExp(
  String.raw`^\s*(?:(?:${act}|${role})(?:签[字名章]|日期|时间)?|${signed}|${done}(?:\s+${by})?)${colon}`,
  'iu',
);
/** Nobody is called so: the number of the maker may stand beside it. */
const sureMaker = new RegExp(
  String.raw`^\s*(?:${act}(?:签[字名章]|日期|时间)?|${signed}|${done}(?:\s+${by})?)${colon}`,
  'iu',
);
const bareMaker = new RegExp(
  String.raw`^\s*(?:${act}(?:日期|时间)?|(?:人民币|金额|合计|总计)*大写(?:金额)?|${done}\s+${by}(?:\s.*)?)\s*$`,
  'iu',
);
const remark = new RegExp(
  String.raw`^\s*(?:备\s*注|说\s*明|附[注件]|注|注意(?:事项)?|(?:数据)?来源|(?:打印|导出|截[止至]|统计)?(?:日期|时间)|(?:人民币|金额|合计|总计)*大写(?:金额)?|notes?|remarks?|source|date|as of|disclaimer|hinweise?|anmerkung(?:en)?|quelle|stand|remarque|nota|fuente)${colon}`,
  'iu',
);
const line =
  /^\s*(?:共\s*[\d,]+\s*\p{Script=Han}{1,4}(?!\p{L})|以上(?:为|由|共|是|均|各|所有|全部|数据|信息|客户|名单|内容|记录|合计|订单|人员|资料|价格|金额|[,，])|截[止至](?:到|于|[:：\s\d])|第\s*\d+\s*页(?=共|\P{L}|$)|页[码次]|以下空白|page\s+\d+(?!\s*[^\s\d/|.,-])|page\s+\d+\s+of\b|as of\s+\S*\d|copyright\s|©|confidential\s.*(?:information|distribut)|[（(]?\d[\d,]*\s*(?:rows?(?:[)）]|\s+(?:in set|affected|selected|returned|fetched))|行(?:受影响|记录)?[)）])|showing (?:rows? )?\d[\d,]*\s*(?:to|-|–)\s*\d[\d,]*\s+of\s+\d|end of (?:report|list|file|data)\W*$|(?:total\s+|number of\s+)+(?:records|rows|customers|orders|items)\s*[:：=]?\s*\d|(?:records|rows|anzahl|nombre|número)\s*[:：=]\s*\d|如有(?:任何)?(?:疑问|问题|异议|错误|变[动更])|请(?:勿|联系|注意|及时|务必|妥善)|本(?:表|名单|文件|资料)(?:仅|由|为|所|中|内|数|未|不|只|如)|仅[供限]|严禁|数据(?:截[止至]|来源|更新|统计)|(?:for )?internal use only|do not (?:distribute|share|copy|forward)\b|please (?:contact|note|do not)\b|(?:for|if you have) (?:any )?(?:questions|queries|enquiries)\b|data as of\b|last updated\b|this (?:list|report|file|document|sheet) (?:is|was|contains|has|may)\b)/iu;
const labelledCount = /^[^:：\d]{1,10}[:：]\s*共?\s*\d[\d,]*\s*(?:笔|条|户|家|个|人|件|位|名|单|份|项)/u;
/** Behind another such line: a point of a list, a sentence, a label. */
const furtherLine =
  /^\s*(?:[（(]?\d{1,2}\s*(?:[）)、]|[.．](?!\d))|[①-⑳【*※•·]|[一二三四五六七八九十]{1,2}、)|[。；！]|^\s*[^:：\d]{1,10}[:：]/u;

const starts =
  '本期借贷存取当制填审批核复经单部财项负主会出记校领业甲乙法签盖公备说附注数来打导截统日时人金合总大共以第页已待收支©';
const latinStarts =
  'pre app che rev ver sig pri iss com con cop exp gen aut sub not rem sou dat as dis pag end tot num rec row ave avg mea med max min cou uni gra ove dur moy pro per sha gro yoy mom std sta var hin anm que ers gep fre ged fue';
/** What such lines begin with, for a scan of bytes that never misses one that fills several cells. */
export const footStarts: readonly string[] = [
  ...Array.from(starts),
  ...latinStarts
    .split(' ')
    .flatMap((word) => [word, word.toUpperCase(), (word[0] ?? '').toUpperCase() + word.slice(1)]),
];

/** `sure`: no row wherever it stands. `note`: says so itself. `lone`: a single text that may be one. `doubted`: or a customer. `free`: a text between such lines. */
export type FootKind = 'sure' | 'note' | 'lone' | 'doubted' | 'free';

export interface Above {
  layout: Layout;
  /** Rows of data of the table. */
  sample: readonly HeadRow[];
  /** A row of totals stands right above, or other lines behind one. */
  isBehindTotal: boolean;
  /** Such a line stands right above. */
  isBehindLine: boolean;
  /** Blank lines stand between the last row and this one or those lines. */
  isBehindBlank: boolean;
  /** One of those lines says itself that it is none of the rows. */
  isBehindNote: boolean;
  /** Filled cells of that line; 0 = none. */
  lineCells: number;
}

/** What kind of line below a table the row may be; null = a row of data. */
export function footKind(row: SheetRow, filled: number, above: Above): FootKind | null {
  const at = firstFilled(row.cells, row.count);
  const text = row.cells[at] ?? '';
  const isDoubted = filled === 1 && mayBeName(row, above.layout);
  if (filled === 1 && hasPageNumber(row)) return 'sure';
  if (filled === 1 && isStarred(text) && isDoubted) return 'doubted';
  if (filled === 1 && (saysNote(text) || isLoneLine(text)) && !isUsual(at, above)) return 'note';
  if (filled === 1 && explainsMark(text, above)) return 'note';
  if (isStatistic(row, above)) return 'sure';
  if (
    isLineOfFigures(row, filled, above) ||
    isSummary(row, filled, above) ||
    isFigure(row, filled, above) ||
    isLabelledValue(row, filled, above)
  )
    return 'note';
  const isLine = saysLine(text, filled, above.isBehindLine);
  if (filled === 1 && !isLine && isBare(row, at, above)) return above.isBehindNote ? 'lone' : 'free';
  if (isLine && isUnlike(row, at, above) && !isReached(row, at, above)) return 'note';
  if (filled !== 1) return null;
  if (looksLikeNote(row.cells, row.count, filled) || above.isBehindTotal) return isDoubted ? 'doubted' : 'lone';
  if (isSentence(row, above.layout) && misses(row, at, profilesOf(above.sample))) return 'doubted';
  if (!above.isBehindLine || !misses(row, at, profilesOf(above.sample))) return null;
  return shapeOf(text, row.kinds?.[at] ?? 0) === 'date' ? 'note' : 'free';
}

/** ①已注销: what a mark behind a text of the rows means. */
function explainsMark(text: string, { sample }: Above): boolean {
  const mark = /^\s*([①-⑳⑴-⒇¹²³†‡])/u.exec(text)?.[1];
  return mark !== undefined && sample.some(({ cells }) => cells.some((cell) => (cell ?? '').trimEnd().endsWith(mark)));
}

/** A text in the first column alone, behind blank lines, where all rows have several cells: the name of a report, of a firm. */
const isBare = ({ cells }: SheetRow, at: number, { sample, isBehindBlank }: Above): boolean =>
  isBehindBlank &&
  shapeOf(cells[at] ?? null, 0) === 'label' &&
  sample.length > 0 &&
  sample.every((row) => firstFilled(row.cells, row.count) === at && countFilled(row.cells, row.count) >= 3);

/** 平均 | 150 below the rows: what they have in other columns is missing, and none of them begins so. */
function isStatistic(row: SheetRow, above: Above): boolean {
  const { sample } = above;
  if (!isStatisticRow(row) || sample.length === 0 || sample.some(isStatisticRow)) return false;
  const label = firstFilled(row.cells, row.count);
  return misses(row, label, profilesOf(sample)) && !isReached(row, label, above);
}

/** 收入合计：5000.00, 支出笔数：2笔. */
const labelledFigure =
  /^\s*[^:：\d\s][^:：\d]{0,15}[:：]\s*[￥¥$€£]?\s*-?\d[\d,.]*\s*(?:[万亿]?元|[笔条户家个人件份项]|[A-Z]{3})?\s*$/u;

const labelledValue = /^\s*(?<label>[^:：]{1,20}?)\s*[:：]\s*\S/u;
const saysItself = (text: string): boolean =>
  (text.includes(':') || text.includes('：')) &&
  (labelledFigure.test(text) || isColumnName(labelledValue.exec(text)?.groups?.['label'] ?? ''));

/** Two or more cells, each of which says what its figure or value is (联系人：王芳 | 电话：…); no row has such a cell there. */
function isLineOfFigures({ cells, count }: SheetRow, filled: number, { sample }: Above): boolean {
  if (filled < 2 || sample.length === 0) return false;
  for (let col = 0; col < count; col += 1) {
    const cell = cells[col] ?? '';
    if (cell.trim() === '') continue;
    if (!saysItself(cell) || sample.some((row) => saysItself(row.cells[col] ?? ''))) return false;
  }
  return true;
}

const summaryLabel = /^(?:总|合计|共计|.{0,8}总(?:笔数|数|额|金额)|.{0,6}合计)|^(?:total|number of|sum of)\b/iu;

const figureLabel =
  /^(?:.{1,10}(?:数|数量|总额|金额|额度|合计|人次)|(?:总|合计|共计|平均).{0,10}|.{0,20}\b(?:count|total|sum|average|number of \w+))\s*[:：]?$|^(?:total|number of|sum of|average)\b.{0,20}$/iu;

const sureFigure = /^(?:总|合计|共计)(?:条|记录|笔|人|户|行|客户)?(?:数|数量)\s*[:：]?$/u;

/** What stands behind the first filled cell. */
const valueAt = (row: SheetRow, label: number): number =>
  row.cells.findIndex((cell, col) => col > label && col < row.count && (cell ?? '').trim() !== '');

const leastRowsToTell = 3;

/** 联系电话 | 010-12345678, 联系人 | 王芳: the name of a column beside its value, where all rows have more and none begins with such a name. */
function isLabelledValue(row: SheetRow, filled: number, above: Above): boolean {
  const { sample, isBehindBlank, isBehindLine } = above;
  if (filled !== 2 || sample.length === 0) return false;
  const label = firstFilled(row.cells, row.count);
  const [name, value] = [row.cells[label] ?? '', row.cells[valueAt(row, label)] ?? ''];
  if (!isColumnName(name) || isColumnName(value) || !mayBeSaidOf(name, value)) return false;
  // 微信 is a channel as well, and few rows do not tell what all have.
  const isTold = hasForm(name) || isBehindBlank || isBehindLine || sample.length >= leastRowsToTell;
  const isUsualLabel = sample.some(({ cells }) => isColumnName(cells[label] ?? ''));
  return isTold && misses(row, label, profilesOf(sample)) && !isUsualLabel && !isReached(row, label, above);
}

/** Whether a record, looked at as bytes, may be one. */
export const mayBeLabelledValue = (record: RawRecord): boolean =>
  record.filled === 2 && mayBeColumnName(record.buffer, firstTextAt(record));

/** 客户数 | 2, 总额度 | 3: behind a blank row, a word for a figure and the figure, which stands where the rows have none. 总数 | 3 needs none. */
function isFigure(row: SheetRow, filled: number, { sample, isBehindBlank, isBehindLine }: Above): boolean {
  const label = firstFilled(row.cells, row.count);
  const at = valueAt(row, label);
  const text = row.cells[at] ?? '';
  const name = (row.cells[label] ?? '').trim();
  if (filled !== 2 || !figureLabel.test(name)) return false;
  if (!isBehindBlank && !isBehindLine && !sureFigure.test(name)) return false;
  const isNumber = shapeBesideTotal(text, row.kinds?.[at]) === 'number' && text.replaceAll(/\D/gu, '').length < 10;
  const rows = profilesOf(sample);
  const usual = dominantShape(rows, at);
  const isUsual = sample.some(({ cells }) => figureLabel.test((cells[label] ?? '').trim()));
  return isNumber && usual !== null && usual !== 'number' && misses(row, label, rows) && !isUsual;
}

const lastFilled = ({ cells, count }: HeadRow): number =>
  cells.slice(0, count).findLastIndex((cell) => (cell ?? '').trim() !== '');

/**
 * Sums of the whole file in a small table of their own, right below and far narrower than the rows: a line of labels, a line of numbers. With
 * blank cells behind, as a file has that was saved again as a table, all labels are of figures.
 */
function isSummary({ cells, count, kinds }: SheetRow, filled: number, { sample, lineCells }: Above): boolean {
  if (filled < 3 || sample.length === 0 || cells.slice(0, filled).some((cell) => (cell ?? '').trim() === ''))
    return false;
  const widthOf = (row: HeadRow): number => (filled === count ? row.count : lastFilled(row) + 1);
  if (sample.some((row) => widthOf(row) < filled * 1.5)) return false;
  const shapes = Array.from({ length: filled }, (_, at) =>
    shapeBesideTotal(cells[at]?.replace(/^`/, '') ?? null, kinds?.[at]),
  );
  if (lineCells === filled) return shapes.every((shape) => shape === 'number' || shape === 'none');
  const areFigures = filled === count || cells.slice(0, filled).every((cell) => figureLabel.test((cell ?? '').trim()));
  return areFigures && shapes.every((shape) => shape === 'label') && summaryLabel.test(cells[0] ?? '');
}

/** The cell is a label of such a line with its colon: no header of a table either. */
export const isFootLabel = (text: string): boolean => maker.test(text) || remark.test(text);

/** When a report was made, with its year and its day of the week: Monday, Apr 01, 2024 09:12 AM GMT-7. */
const madeAt =
  /^(?=[\s\S]*\d{4})[\s\S]*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|星期[一二三四五六日天])[\s\S]*\d{1,2}:\d{2}/iu;

/** Where a stamp goes: （盖章）, (公章), 客户（盖章）：. */
const stamp =
  /^\s*\p{Script=Han}{0,10}\s*[（(]\s*(?:加?盖)?(?:公司|单位)?(?:盖章|公章|签[字名章]|印章|章)(?:处)?\s*[)）]\s*[:：]?\s*$/u;

const isLoneLine = (text: string): boolean =>
  isFootLabel(text) ||
  stamp.test(text) ||
  line.test(text) ||
  labelledCount.test(text) ||
  (text.length <= 80 && madeAt.test(text));

const saysLine = (text: string, filled: number, isBehindLine: boolean): boolean =>
  isLoneLine(text) ||
  bareMaker.test(text) ||
  (filled === 1 && isCount(text)) ||
  (isBehindLine && furtherLine.test(text));

/** Rows of several cells begin with such a label as well: 来源：展会. */
const isUsual = (at: number, { sample }: Above): boolean =>
  sample.some(({ cells, count }) => countFilled(cells, count) > 1 && isFootLabel(cells[at] ?? ''));

/** How a customer is reached stands where it does in the rows above: an address, or a number as long as theirs. */
function isReached(row: SheetRow, label: number, { sample, isBehindLine }: Above): boolean {
  if (isBehindLine || sureMaker.test(row.cells[label] ?? '')) return false;
  const isPhone = (text: string): boolean => /^\s*\+?\d(?:[\s()-]?\d){6,}\s*$/u.test(text);
  const isAddress = (text: string): boolean => shapeOf(text, 0) === 'email';
  return row.cells.slice(0, row.count).some((cell, col) => {
    if (col === label || cell === null) return false;
    const texts = sample.map(({ cells }) => cells[col] ?? '').filter((text) => text.trim() !== '');
    return texts.length > 0 && [isPhone, isAddress].some((form) => form(cell) && texts.every(form));
  });
}

/** A cell that the rows above have is missing, one is of another kind, or only this row begins with a label of a maker or, behind another line, with any. */
function isUnlike(row: SheetRow, at: number, { sample, isBehindLine }: Above): boolean {
  if (sample.some(({ cells }) => isLoneLine(cells[at] ?? '') || bareMaker.test(cells[at] ?? ''))) return false;
  const rows = profilesOf(sample);
  if (misses(row, at, rows) || isOfOtherKind(row, rows)) return true;
  const text = row.cells[at] ?? '';
  const isLabel = maker.test(text) || (isBehindLine && furtherLine.test(text));
  return isLabel && sample.every(({ cells }) => !/[:：]/u.test(cells[at] ?? ''));
}

/** Another column is filled in all rows but this one; nine of ten will do. */
export function misses(row: SheetRow, label: number, rows: readonly Profile[]): boolean {
  const width = Math.max(0, ...rows.map(({ shapes }) => shapes.length));
  for (let col = 0; col < width; col += 1) {
    if (col === label || (col < row.count && (row.cells[col] ?? '').trim() !== '')) continue;
    const filled = rows.filter(({ shapes }) => (shapes[col] ?? 'blank') !== 'blank').length;
    if (filled >= rows.length * 0.9) return true;
  }
  return false;
}

function isOfOtherKind(row: SheetRow, rows: readonly Profile[]): boolean {
  const [profile] = profilesOf([row]);
  return (profile?.shapes ?? []).some((shape, col) => {
    const usual = shape === 'blank' || shape === 'none' ? null : dominantShape(rows, col);
    return usual !== null && usual !== shape && (isTyped(usual) || isTyped(shape));
  });
}
