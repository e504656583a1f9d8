/** What `sheetkeep read FILE.zip` prints: the tables of every spreadsheet in it, each with the member it lies in. */
import { basename, join } from 'node:path';
import type { LeftOut, PackedMember } from '../../schemas/packed.js';
import type { ParsedFile, Refused } from '../../schemas/staging.js';
import { nothingIn, unpackFile } from './packed/unpack.js';
import type { ReadOptions } from './read-options.js';

/** A member as `read` tells it: what it is, or why it is not read. */
export interface ReadMember {
  member: string;
  format: ParsedFile['format'] | null;
  encoding: string | null;
  dialect: ParsedFile['dialect'];
  sureness: ParsedFile['sureness'];
  tables: number;
  rows: number;
  /** Catalogue code: refused, or left out. */
  reason: string | null;
  params: Refused['params'];
}

export interface ReadPacked {
  ok: true;
  files: { member: string; file: ParsedFile }[];
  members: ReadMember[];
}

/** Nothing in it could be read; `members`: why each was not. */
export type RefusedPacked = Refused & { members?: ReadMember[] };

/** Unpacks into `outDir` and reads every spreadsheet, or the one that `options.member` names. */
export async function readPacked(options: ReadOptions, outDir: string): Promise<ReadPacked | RefusedPacked> {
  const { path, limits, hints, member } = options;
  const { legacyEncoding = 'evidence' } = hints;
  const unpacked = await (options.unpack ?? unpackFile)({
    path,
    fileName: basename(path),
    outDir: join(outDir, 'members'),
    limits,
    legacyEncoding,
    depth: 0,
  });
  if (!unpacked.ok) return unpacked;
  const nothing = nothingIn(unpacked);
  if (nothing !== null) return { ok: false, code: nothing, members: unpacked.leftOut.map(leftOut) };
  const wanted = unpacked.members.filter(({ name }) => member === undefined || name === member);
  if (wanted.length === 0) return { ok: false, code: 'member-not-found', params: { members: unpacked.members.length } };
  const read: ReadPacked = { ok: true, files: [], members: [] };
  for (const [at, one] of wanted.entries()) await readMember(options, one, join(outDir, `t${at}`), read);
  if (member === undefined) read.members.push(...unpacked.leftOut.map(leftOut));
  return refusedWhole(read) ?? read;
}

async function readMember(options: ReadOptions, one: PackedMember, outDir: string, read: ReadPacked): Promise<void> {
  const { hints, limits, form, as } = options;
  const outcome = await options.parse({ path: one.path, fileName: one.name, outDir, hints, limits, form, as });
  if (outcome.ok) read.files.push({ member: one.name, file: outcome });
  const { format, encoding, dialect, sureness } = outcome.ok ? outcome : unread;
  const tables = outcome.ok ? outcome.tables : [];
  read.members.push({
    member: one.name,
    format,
    encoding,
    dialect,
    sureness,
    tables: tables.length,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    reason: outcome.ok ? null : outcome.code,
    params: outcome.ok ? undefined : outcome.params,
  });
}

const unread = { format: null, encoding: null, dialect: null, sureness: { encoding: null, dialect: null } };

const leftOut = ({ name, code }: LeftOut): ReadMember => ({
  member: name,
  ...unread,
  tables: 0,
  rows: 0,
  reason: code,
  params: undefined,
});

/** No member could be read: of a single one its own reason tells more. */
function refusedWhole({ files, members }: ReadPacked): RefusedPacked | null {
  if (files.length > 0) return null;
  const [only, ...others] = members.filter(({ reason }) => !reason?.startsWith('member-'));
  if (only?.reason && others.length === 0)
    return { ok: false, code: only.reason, ...(only.params && { params: only.params }) };
  return { ok: false, code: 'members-refused', members };
}
