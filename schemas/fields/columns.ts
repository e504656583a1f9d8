/** Fixes the context of a column before any of its cells is judged, from mapping, source settings and whole-column evidence. */
import type { FieldDef } from '../datasets/dataset.js';
import type { ColumnMapping } from '../mapping.js';
import type { ColumnContext, FieldTypeName } from '../verdicts.js';
import { decideDecimal } from './decimal-mark.js';
import type { DecimalChoice } from './decimal-mark.js';
import { isChinese, tellsEvidence } from './evidence.js';
import type { ColumnEvidence } from './evidence.js';
import { headerOffset } from './header-offset.js';
import { decideEpochs, decideInstants } from './instants.js';
import { isAlwaysAhead } from './zones.js';

export { evidenceQuery } from './evidence.js';
export type { ColumnEvidence } from './evidence.js';

/** What a source declares about its cells; null = found from evidence, else ambiguous cells are issues. */
export interface CellSettings {
  region: string;
  /** Nobody declared the region: a column of Chinese mobile or identity numbers may prove another one. */
  regionIsDefault?: boolean;
  timeZone: string;
  decimal: '.' | ',' | null;
  dateOrder: 'YMD' | 'DMY' | 'MDY' | null;
  currency: string | null;
}

export const isDated = (type: FieldTypeName): boolean => type === 'date' || type === 'datetime';

/** What the cells of a column proved of the way it is written. */
export type ProvedWriting = Partial<
  { [K in 'decimal' | 'dateOrder']: NonNullable<CellSettings[K]> } & Required<ProvedInstants>
>;

/** What only the whole column proves of its instants. */
export type ProvedInstants = Pick<ColumnContext, 'instants' | 'epochs'>;

/** What goes with rows of the column that come back without the rest of it. */
export function provedWriting(context: ColumnContext): ProvedWriting {
  const { type, decimal, decimalProved, dateOrder, instants, epochs } = context;
  if (isDated(type))
    return { ...(dateOrder !== null && { dateOrder }), ...(instants && { instants }), ...(epochs && { epochs }) };
  return decimalProved === true ? { decimal } : {};
}

/** The order of day and month the column proves; null = nothing proves it, or the column contradicts itself. */
export function decideDateOrder(evidence: ColumnEvidence): 'DMY' | 'MDY' | null {
  if (evidence.firstOver12 > 0 && evidence.secondOver12 === 0) return 'DMY';
  if (evidence.secondOver12 > 0 && evidence.firstOver12 === 0) return 'MDY';
  return null;
}

/** Share of filled cells that must be dates or serials before serials are read as dates. */
const dateShare = 0.9;
/** Share of filled cells of Chinese shape that proves the region. */
const chineseShare = 0.5;

/** Five-digit numbers stand in a column that is otherwise of dates, or that holds nothing else. */
export function provesSerials(evidence: ColumnEvidence): boolean {
  const { serials, dates, firstOver12, secondOver12, ambiguous, utcTimes, utcMidnights, localTimes, filled } = evidence;
  const written = dates + firstOver12 + secondOver12 + ambiguous + utcTimes + utcMidnights + localTimes;
  return serials > 0 && serials + written >= dateShare * filled;
}

export function columnContext(
  field: FieldDef,
  column: ColumnMapping,
  settings: CellSettings,
  evidence: ColumnEvidence | null,
  proved: ProvedInstants = {},
  hasStrayDays = false,
): ColumnContext {
  const isDate = isDated(field.type);
  return {
    type: field.type,
    region: regionOf(settings, evidence),
    timeZone: settings.timeZone,
    dateOrder: settings.dateOrder ?? (evidence && isDate ? decideDateOrder(evidence) : null),
    ...decimalOf(settings, isDate ? null : evidence),
    unit: column.unit,
    currency: column.currency ?? settings.currency,
    ...(isDate && evidence && provesSerials(evidence) ? { serials: true } : {}),
    ...(isDate && evidence?.epoch1904 === true ? { epoch1904: true } : {}),
    ...(isDate && (evidence?.storedNumbers ?? 0) > 0 ? { storedNumbers: true } : {}),
    ...(isDate ? instantsOf(field.type, column.header, settings.timeZone, evidence, proved) : {}),
    ...(field.values || column.words ? { values: { ...field.values, ...column.words } } : {}),
    ...(field.open === undefined ? {} : { open: field.open }),
    ...(field.type === 'identifier' && field.references ? { several: true } : {}),
    ...(field.type === 'identifier' && hasStrayDays ? { strayDays: true } : {}),
  };
}

function instantsOf(
  type: FieldTypeName,
  header: string,
  timeZone: string,
  evidence: ColumnEvidence | null,
  proved: ProvedInstants,
): ProvedInstants & Pick<ColumnContext, 'headerOffset'> {
  const named = headerOffset(header);
  const offset = named === null || isAlwaysAhead(timeZone, named) ? null : named;
  const instants = type === 'date' ? (proved.instants ?? (evidence && decideInstants(evidence))) : undefined;
  const epochs = proved.epochs ?? (evidence && decideEpochs(evidence));
  return { ...(instants && { instants }), ...(epochs && { epochs }), ...(offset !== null && { headerOffset: offset }) };
}

/** False also where the settings have answered what the type's evidence could tell. */
export function needsEvidence(type: FieldTypeName, settings: CellSettings): boolean {
  const isAnswered = isChinese(type) && (settings.regionIsDefault !== true || settings.region === 'CN');
  return !isAnswered && tellsEvidence(type);
}

/** As declared; where nobody did, a column of Chinese numbers proves its own. */
export function regionOf(settings: CellSettings, evidence: ColumnEvidence | null): string {
  if (settings.regionIsDefault !== true || !evidence) return settings.region;
  const { chineseShapes, filled } = evidence;
  return chineseShapes > 0 && chineseShapes >= chineseShare * filled ? 'CN' : settings.region;
}

/** Stored numbers have a point whatever the source declares for typed text. */
function decimalOf(
  settings: CellSettings,
  evidence: ColumnEvidence | null,
): DecimalChoice & Pick<ColumnContext, 'mixedDecimal'> {
  const stored = evidence?.storedNumbers ?? 0;
  if (evidence && stored > 0 && stored >= evidence.filled) return { decimal: '.' };
  const found: DecimalChoice = evidence ? decideDecimal(evidence, settings.region) : { decimal: '.' };
  const choice: DecimalChoice = settings.decimal === null ? found : { decimal: settings.decimal, decimalProved: true };
  return choice.decimal === ',' && stored > 0 ? { ...choice, mixedDecimal: true } : choice;
}
