/** Maps one table: answers first, then what is stored, then the preset of a known export, then exact names. Pure. */
import type { ColumnMapping, Mapping, MappingOutcome, MappingQuestion } from '../../schemas/mapping.js';
import { answeredColumns } from './answers.js';
import { claimColumns } from './claims.js';
import type { Claim } from './claims.js';
import { columnKey, knownColumns, readColumns } from './columns.js';
import type { Column } from './columns.js';
import type { MapInput } from './input.js';
import { chooseKey } from './key.js';
import { isOfLines } from './lines.js';
import { namelessClaims, namesNobody } from './nameless.js';
import { nameClaims, nameColumns } from './person-name.js';
import type { NameColumns } from './person-name.js';
import { presetClaims, unasked } from './presets/claim.js';
import { findPreset } from './presets/find.js';
import type { Preset } from './presets/preset.js';
import { requiredQuestions } from './required.js';
import { lineMeaning } from './units.js';
import { sameMapping } from './versions.js';

/**
 * The mapping of a table and what must be asked. The version is the stored one when the stored mapping says all
 * that is needed, else the next; a field the table does not feed is simply absent. `proposedKey` is left null:
 * `proposeKey` looks at the rows.
 */
export function mapTable(input: MapInput): MappingOutcome {
  const columns = readColumns(input.table.columns);
  const found: Found = {
    preset: isKnownPlainly(columns, input.stored)
      ? null
      : findPreset(
          columns.map(({ header }) => header),
          input.dataset.name,
        ),
    names: nameColumns(columns),
    columns,
  };
  const claims = contested(claimsOf(columns, input, found));
  const fed = fieldsOf(claims.values());
  const able = keyFields(columns, claims, input.counting);
  if (found.preset?.ofLines || isOfLines(input, positions(claims)))
    able.delete(input.dataset.identity.identifier ?? '');
  const decision = chooseKey(input, fed, able);
  const mapping = assemble(
    input,
    columns.map((column) => columnMapping(input, column, claims.get(column.position), found)),
    fed,
  );
  mapping.key = decision.key;
  mapping.version = versionOf(input, mapping);
  const questions = [
    ...columnQuestions(columns, claims),
    ...requiredQuestions(input.dataset, fed),
    ...decision.questions,
  ];
  return { mapping, questions: withoutRepeats(questions, claims), proposedKey: null };
}

/** What the headers as a whole tell. */
interface Found {
  preset: Preset | null;
  names: NameColumns | null;
  columns: readonly Column[];
}

/** Every column was mapped before as one of an ordinary table: a program that has learned to know the export since does not guess again. */
function isKnownPlainly(columns: readonly Column[], stored: Mapping | null): boolean {
  const known = knownColumns(stored, null);
  return known.size > 0 && columns.every(({ read, occurrence }) => known.has(columnKey(read.folded, occurrence)));
}

/** Claims by position, each step only over the columns that are open still. */
function claimsOf(columns: readonly Column[], input: MapInput, { preset, names }: Found): Map<number, Claim> {
  const { dataset } = input;
  const claims = knownClaims(columns, input, preset);
  const open = (): Column[] => columns.filter((column) => !claims.has(column.position));
  const add = (more: ReadonlyMap<number, Claim>): void => {
    for (const [position, claim] of more) if (!claims.has(position)) claims.set(position, claim);
  };
  if (preset) {
    add(presetClaims(preset, open(), dataset, fieldsOf(claims.values())));
    add(unfed(placed(open(), storedClaims(input, null)), fieldsOf(claims.values())));
  }
  const fed = fieldsOf(claims.values());
  const ofNames = new Set(names ? [names.last, ...names.before] : []);
  const whole = open().filter(({ position }) => !ofNames.has(position));
  const byName = claimColumns(whole, dataset, fed, input.samples);
  add(nameClaims(names, dataset, new Set([...fed, ...fieldsOf(byName.values())])));
  const unknown = open();
  const rest = claimColumns(unknown, dataset, fieldsOf(claims.values()), input.samples);
  add(preset ? unasked(rest) : rest);
  const others = unknown.filter(({ position }) => claims.get(position)?.kind !== 'field');
  if (!namesNobody(dataset, fieldsOf(claims.values()))) return claims;
  for (const [position, claim] of namelessClaims(others, claims, preset ? null : (input.samples ?? [])))
    claims.set(position, claim);
  return claims;
}

/** What answers and the stored mapping already say of tables of this kind, by position. */
function knownClaims(columns: readonly Column[], input: MapInput, preset: Preset | null): Map<number, Claim> {
  const known = storedClaims(input, preset?.name ?? null);
  for (const [key, claim] of answeredColumns(input.answers ?? null, known)) known.set(key, claim);
  return placed(columns, known);
}

/** Claims of the stored mapping by `columnKey`; a field that the dataset no longer has claims nothing. */
function storedClaims({ stored, dataset }: MapInput, preset: string | null): Map<string, Claim> {
  const claims = new Map<string, Claim>();
  for (const [key, column] of knownColumns(stored, preset)) {
    const gone = column.field !== null && !dataset.fields.some((field) => field.name === column.field);
    if (!gone) claims.set(key, claimOf(column));
  }
  return claims;
}

function placed(columns: readonly Column[], claims: ReadonlyMap<string, Claim>): Map<number, Claim> {
  return new Map(
    columns.flatMap((column): [number, Claim][] => {
      const claim = claims.get(columnKey(column.read.folded, column.occurrence));
      return claim ? [[column.position, claim]] : [];
    }),
  );
}

const unfed = (claims: ReadonlyMap<number, Claim>, fed: ReadonlySet<string>): Map<number, Claim> =>
  new Map([...claims].filter(([, claim]) => claim.kind !== 'field' || !fed.has(claim.field)));

/** Two columns that feed one field (by answers, or known from different files) are a conflict. */
function contested(claims: Map<number, Claim>): Map<number, Claim> {
  const places = new Map<string, number[]>();
  for (const [position, claim] of claims) {
    if (claim.kind === 'field') places.set(claim.field, [...(places.get(claim.field) ?? []), position]);
  }
  for (const [field, positions] of places) {
    if (positions.length > 1) for (const position of positions) claims.set(position, { kind: 'conflict', field });
  }
  return claims;
}

function claimOf(column: ColumnMapping): Claim {
  if (column.ignored) return { kind: 'ignored' };
  return column.field === null ? { kind: 'extra' } : { kind: 'field', field: column.field };
}

const positions = (claims: ReadonlyMap<number, Claim>): Map<string, number> =>
  new Map([...claims].flatMap(([position, claim]) => (claim.kind === 'field' ? [[claim.field, position]] : [])));

function fieldsOf(claims: Iterable<Claim>): Set<string> {
  const fields = new Set<string>();
  for (const claim of claims) if (claim.kind === 'field') fields.add(claim.field);
  return fields;
}

/** A column without a single filled cell, or one that only counts the rows, feeds its field but is no key. */
function keyFields(
  columns: readonly Column[],
  claims: ReadonlyMap<number, Claim>,
  counting: ReadonlySet<number> = new Set(),
): Set<string> {
  const able = columns.filter(({ empty, position }) => !empty && !counting.has(position));
  return fieldsOf(able.flatMap((column) => claims.get(column.position) ?? []));
}

function columnMapping(
  input: MapInput,
  column: Column,
  claim: Claim | undefined,
  { preset, names, columns }: Found,
): ColumnMapping {
  const field = claim?.kind === 'field' ? claim.field : null;
  const isLastName = field === 'name' && names?.last === column.position;
  const money = input.dataset.fields.find(({ name }) => name === field)?.type === 'money';
  // What the header itself says goes before the line above the table.
  const { read } = column;
  const { unit, currency } = read.unit === '1' && read.currency === null ? lineMeaning(input.table.unitLine) : read;
  return {
    position: column.position,
    column: column.label,
    header: column.header,
    field,
    confidence: claim?.kind === 'alike' ? (claim.suggestions[0]?.confidence ?? 0) : 1,
    unit: money ? unit : '1',
    currency: money ? (currency ?? preset?.currency ?? null) : null,
    ...(claim?.kind === 'ignored' ? { ignored: true as const } : {}),
    ...(preset ? { preset: preset.name } : {}),
    ...(field !== null && preset?.words[field] ? { words: preset.words[field] } : {}),
    ...(isLastName ? { joined: names.before } : {}),
    ...suffixesOf(preset, field, columns),
  };
}

function suffixesOf(
  preset: Preset | null,
  field: string | null,
  columns: readonly Column[],
): Pick<ColumnMapping, 'suffixes'> {
  const headers = preset?.suffixes.get(field ?? '') ?? [];
  const suffixes = columns.filter(({ read }) => headers.includes(read.folded)).map(({ position }) => position);
  return suffixes.length === 0 ? {} : { suffixes };
}

function assemble({ source, dataset, stored, answers }: MapInput, columns: ColumnMapping[], fed: Set<string>): Mapping {
  const whenFed = (field: string | null): string | null => (field !== null && fed.has(field) ? field : null);
  return {
    source: source.name,
    dataset: dataset.name,
    version: 1,
    columns,
    key: { kind: 'content' },
    newestBy: whenFed(answers?.newestBy ?? source.newestBy ?? stored?.newestBy ?? null),
    effectiveBy: whenFed(source.effectiveBy ?? stored?.effectiveBy ?? null),
    complete: source.complete,
  };
}

function versionOf({ stored }: MapInput, mapping: Mapping): number {
  if (!stored) return 1;
  return sameMapping(stored, mapping) ? stored.version : stored.version + 1;
}

function columnQuestions(columns: readonly Column[], claims: ReadonlyMap<number, Claim>): MappingQuestion[] {
  return columns.flatMap(({ position }): MappingQuestion[] => {
    const claim = claims.get(position);
    if (claim?.kind === 'alike') return [{ kind: 'column', position, suggestions: claim.suggestions }];
    if (claim?.kind === 'unread') return [{ kind: 'column', position, suggestions: [], said: claim.said }];
    if (claim?.kind !== 'conflict') return [];
    const { field } = claim;
    return [{ kind: 'conflict', position, field, suggestions: [{ field, confidence: 1 }] }];
  });
}

/** One question per field: a conflict over a field says already that it is not fed. */
function withoutRepeats(questions: MappingQuestion[], claims: ReadonlyMap<number, Claim>): MappingQuestion[] {
  const disputed = new Set([...claims.values()].flatMap((claim) => (claim.kind === 'conflict' ? [claim.field] : [])));
  const seen = new Set<string>();
  return questions.filter(({ kind, field }) => {
    if ((kind !== 'required' && kind !== 'key') || field === undefined) return true;
    const repeat = disputed.has(field) || seen.has(field);
    seen.add(field);
    return !repeat;
  });
}
