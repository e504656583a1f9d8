/** The tag of a cell, read in one pass without strings: where it stands, how it looks, how its value is stored. */
import { EQUALS, GT, QUOTE, SLASH, SPACE } from './bytes.js';

/** How `t` says that a value is stored. */
export const NUMBER = 0;
export const SHARED = 1;
export const TEXT = 2;
export const BOOLEAN = 3;
export const ERROR = 4;
export const DATE = 5;

const LOWER_I = 0x69;
const LOWER_M = 0x6d;
const LOWER_R = 0x72;
const LOWER_S = 0x73;
const LOWER_T = 0x74;
const LOWER_V = 0x76;
const ZERO = 0x30;

export interface CellHead {
  /** 0-based; as set before, when the tag does not tell it. */
  col: number;
  style: number;
  type: number;
  /** Number of the metadata of its value; 0 = none. */
  metadata: number;
}

/**
 * Reads from behind the name to behind the tag's `>`, and answers that index; -1 = the window ends before. One pass over attributes as
 * programs write them, ` r="A1"`; any other way is slower.
 */
export function readCellHead(buf: Buffer, at: number, end: number, head: CellHead): number {
  let i = at;
  for (;;) {
    const space = buf[i];
    if (space === GT && i < end) return i + 1;
    if (space !== SPACE || buf[i + 2] !== EQUALS || buf[i + 3] !== QUOTE) return anyAttributes(buf, i, end, head);
    const name = buf[i + 1]!;
    i += 4;
    if (name === LOWER_R) {
      let col = 0;
      let byte = buf[i]!;
      for (; byte >= 0x41 && byte <= 0x5a; byte = buf[++i]!) col = col * 26 + byte - 0x40;
      if (col > 0) head.col = col - 1;
      // Lower case or none: the other way knows.
      else attribute(buf, LOWER_R, i, end, head);
    } else attribute(buf, name, i, end, head);
    while (i < end && buf[i] !== QUOTE) i++;
    if (++i >= end) return -1;
  }
}

/** Attributes with any blanks, quotes and names, from `at` on. */
function anyAttributes(buf: Buffer, at: number, end: number, head: CellHead): number {
  let i = at;
  while (i < end) {
    const byte = buf[i]!;
    if (byte === GT) return i + 1;
    if (byte <= SPACE || byte === SLASH) {
      i += 1;
      continue;
    }
    const short = buf[i + 1] === EQUALS;
    const isMetadata = byte === LOWER_V && buf[i + 1] === LOWER_M && buf[i + 2] === EQUALS;
    while (i < end && buf[i] !== EQUALS) i++;
    i += 1;
    while (i < end && buf[i]! <= SPACE) i++;
    if (i >= end) return -1;
    const quote = buf[i]!;
    const start = i + 1;
    if (short) attribute(buf, byte, start, end, head);
    else if (isMetadata) head.metadata = integerAt(buf, start, end);
    i = start;
    while (i < end && buf[i] !== quote) i++;
    i += 1;
  }
  return -1;
}

function attribute(buf: Buffer, name: number, start: number, end: number, head: CellHead): void {
  if (name === LOWER_S) head.style = integerAt(buf, start, end);
  else if (name === LOWER_T) head.type = typeAt(buf, start);
  else if (name === LOWER_R) head.col = columnAt(buf, start, end, head.col);
}

/** 0-based column of a reference such as `AB12`; `fallback` when it has no letters. */
function columnAt(buf: Buffer, start: number, end: number, fallback: number): number {
  let col = 0;
  for (let i = start; i < end; i++) {
    const letter = buf[i]! & 0xdf;
    if (letter < 0x41 || letter > 0x5a || buf[i]! < 0x41) break;
    col = col * 26 + letter - 0x40;
  }
  return col === 0 ? fallback : col - 1;
}

/** Digits from `start` on as a number. */
export function integerAt(buf: Buffer, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = buf[i]! - ZERO;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return value;
}

function typeAt(buf: Buffer, start: number): number {
  const first = buf[start]!;
  if (first === LOWER_S) return buf[start + 1] === LOWER_T ? TEXT : SHARED;
  if (first === LOWER_I) return TEXT;
  if (first === 0x62) return BOOLEAN;
  if (first === 0x65) return ERROR;
  return first === 0x64 ? DATE : NUMBER;
}
