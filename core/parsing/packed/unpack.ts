/** Unpacks a ZIP or gzip file: its spreadsheets as files of our own naming, everything else by name with the reason. */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ParseLimits } from '../../../schemas/staging.js';
import type { LeftOut, PackedMember, Unpacked, UnpackOutcome } from '../../../schemas/packed.js';
import { inflateTo } from '../gzip.js';
import { Refusal } from '../refusal.js';
import { sniff } from '../sniff.js';
import { ZipFile } from '../zip/zip-file.js';
import { firstRow } from './first-row.js';
import { kindByContent, kindByName } from './kinds.js';
import { listEntries } from './entries.js';
import type { ListedEntry } from './entries.js';

export interface UnpackTask {
  path: string;
  /** The name it came under. */
  fileName: string;
  /** Where the members go; made when absent. Everything in it belongs to this task. */
  outDir: string;
  limits: ParseLimits;
  /** The source's, for names of entries that do not tell theirs; absent = by the evidence of their bytes. */
  legacyEncoding?: string;
  /** How deep this file lies in others; 0 = it came by itself. */
  depth: number;
}

/** Small files may unpack to any ratio: nothing is gained by a small bomb. */
const ratioFloorBytes = 8 << 20;

/** Reads the whole file once, in bounded memory. Throws only for bugs and failing storage. */
export async function unpackFile(task: UnpackTask): Promise<UnpackOutcome> {
  mkdirSync(task.outDir, { recursive: true });
  try {
    const { kind } = sniff(task.path, task.fileName);
    return kind === 'gzip' ? await unpackGzip(task) : await unpackZip(task);
  } catch (error) {
    if (error instanceof Refusal) return error.toOutcome();
    throw error;
  }
}

async function unpackGzip(task: UnpackTask): Promise<UnpackOutcome> {
  const { path, fileName } = await inflateTo(task);
  const kind = kindByContent(path, fileName);
  if (kind === 'packed') {
    const inside = sniff(path, fileName);
    throw inside.kind === 'refused' ? new Refusal(inside.code, inside.params) : new Refusal('gzip-archive');
  }
  const done: Unpacked = { ok: true, members: [], leftOut: [] };
  if (kind === 'spreadsheet')
    done.members.push(looked({ name: fileName, path, ...(await hashed(path)), modifiedAt: null }));
  else done.leftOut.push({ name: fileName, code: kind === 'empty' ? 'member-empty' : 'member-not-a-spreadsheet' });
  return done;
}

async function unpackZip(task: UnpackTask): Promise<UnpackOutcome> {
  const { limits } = task;
  const zip = await ZipFile.open(task.path, { ...limits, maxEntries: limits.maxEntries - 1 });
  try {
    const unpacking = new Unpacking(task, zip);
    for (const [at, entry] of listEntries(zip.entries, task.legacyEncoding ?? 'evidence').entries())
      await unpacking.take(entry, at);
    return unpacking.done;
  } finally {
    await zip.close();
  }
}

/** Why a packed file is refused that unpacked well: nothing in it can be a delivery. null = something can. */
export function nothingIn({
  members,
  leftOut,
}: {
  members: readonly unknown[];
  leftOut: readonly LeftOut[];
}): string | null {
  if (members.length > 0) return null;
  return leftOut.some(({ code }) => code === 'member-encrypted') ? 'zip-encrypted' : 'packed-nothing-to-read';
}

type Unlooked = Omit<PackedMember, 'headers'>;

const looked = (member: Unlooked): PackedMember => {
  const isText = /\.(?:csv|tsv|tab|txt)$/i.test(member.name) && sniff(member.path, member.name).kind === 'csv';
  return { ...member, headers: isText ? firstRow(member.path) : null };
};

class Unpacking {
  readonly done: Unpacked = { ok: true, members: [], leftOut: [] };
  private readonly task: UnpackTask;
  private readonly zip: ZipFile;
  private inflatedBytes = 0;
  private compressedBytes = 0;

  constructor(task: UnpackTask, zip: ZipFile) {
    this.task = task;
    this.zip = zip;
  }

  async take(listed: ListedEntry, at: number): Promise<void> {
    const { entry, name, obstacle, modifiedAt } = listed;
    const named = kindByName(name);
    if (named === 'system') return this.leave(name, 'member-system-file');
    if (named === 'foreign') return this.leave(name, 'member-not-a-spreadsheet');
    if (obstacle !== null) return this.leave(name, obstacle);
    if (named === 'packed' && !/\.(?:zip|gz|gzip)$/i.test(name)) return this.leave(name, 'member-packed');
    if (named === 'unsure' && isBinary(await this.zip.head(entry, headBytes)))
      return this.leave(name, 'member-not-a-spreadsheet');
    const path = join(this.task.outDir, `m${at}`);
    const bytes = await this.write(listed, path);
    await this.keep({ name, path, ...bytes, modifiedAt });
  }

  /** Decides by the bytes what the unpacked member is. A gzip in it is unpacked on the spot: it holds one file only. */
  private async keep(member: Unlooked): Promise<void> {
    const { name, path } = member;
    const kind = kindByContent(path, name);
    if (kind === 'spreadsheet') return void this.done.members.push(looked(member));
    const { archiveDepth } = this.task.limits;
    const isZip = kind === 'packed' && sniff(path, name).kind === 'zip';
    if (isZip && this.task.depth + 1 < archiveDepth) return void this.done.members.push(looked(member));
    if (kind === 'packed' && sniff(path, name).kind === 'gzip') return this.takeGzip(member);
    await rm(path, { force: true });
    this.leave(
      name,
      kind === 'packed' ? 'member-packed' : kind === 'empty' ? 'member-empty' : 'member-not-a-spreadsheet',
    );
  }

  private async takeGzip(member: Unlooked): Promise<void> {
    const { limits } = this.task;
    const outDir = `${member.path}.inflated`;
    mkdirSync(outDir, { recursive: true });
    const inside = await inflateTo({ path: member.path, fileName: member.name, outDir, limits: this.room(limits) });
    const bytes = await hashed(inside.path);
    this.count(bytes.sizeBytes, 0);
    await rm(member.path, { force: true });
    if (kindByContent(inside.path, inside.fileName) === 'packed') return this.leave(member.name, 'member-packed');
    await this.keep({ name: inside.fileName, path: inside.path, ...bytes, modifiedAt: member.modifiedAt });
  }

  /** What may still be unpacked. */
  private room(limits: ParseLimits): ParseLimits {
    return { ...limits, maxInflatedBytes: Math.max(0, limits.maxInflatedBytes - this.inflatedBytes) };
  }

  private async write({ entry }: ListedEntry, path: string): Promise<{ sha256: string; sizeBytes: number }> {
    const file = await open(path, 'w', 0o600);
    const hash = createHash('sha256');
    let sizeBytes = 0;
    try {
      for await (const chunk of this.zip.stream(entry)) {
        this.count(chunk.length, sizeBytes === 0 ? entry.compressedBytes : 0);
        sizeBytes += chunk.length;
        hash.update(chunk);
        await file.writeFile(chunk);
      }
    } finally {
      await file.close();
    }
    return { sha256: hash.digest('hex'), sizeBytes };
  }

  /** The limits hold over all members together, too. */
  private count(inflated: number, compressed: number): void {
    this.inflatedBytes += inflated;
    this.compressedBytes += compressed;
    const { maxInflatedBytes, maxRatio } = this.task.limits;
    if (this.inflatedBytes > maxInflatedBytes) throw new Refusal('zip-too-big', { maxBytes: maxInflatedBytes });
    if (this.inflatedBytes > ratioFloorBytes && this.inflatedBytes > this.compressedBytes * maxRatio)
      throw new Refusal('zip-bomb', { maxRatio });
  }

  private leave(name: string, code: string): void {
    this.done.leftOut.push({ name, code });
  }
}

const headBytes = 8192;

/** NUL bytes that no UTF-16 explains, in a file that begins like none of the formats that are read. */
function isBinary(head: Buffer): boolean {
  const begins = (...bytes: number[]): boolean => bytes.every((byte, at) => head[at] === byte);
  const isBook = begins(0x50, 0x4b) || begins(0xd0, 0xcf, 0x11, 0xe0) || begins(0x1f, 0x8b);
  if (isBook || begins(0xff, 0xfe) || begins(0xfe, 0xff)) return false;
  const zeros = head.filter((byte) => byte === 0).length;
  return zeros > 0 && zeros < head.length / 4;
}

async function hashed(path: string): Promise<{ sha256: string; sizeBytes: number }> {
  const file = await open(path, 'r');
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of file.createReadStream()) {
    hash.update(chunk as Buffer);
    sizeBytes += (chunk as Buffer).length;
  }
  return { sha256: hash.digest('hex'), sizeBytes };
}
