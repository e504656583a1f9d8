/** A string with runs (CT_Rst): texts joined, phonetic runs left out. Also the slow, complete way for any string. */
import { cellString } from '../xml/text.js';
import { isTrue } from '../xml/walk.js';
import { attribute, isSelfClosed, isSpecial, localName, nextTag, skipSpecial, tagEnd } from './tags.js';

export interface RichText {
  text: string;
  /** All its text is struck through. */
  struck: boolean;
  /** Index after the end tag. */
  next: number;
}

/** Reads from behind the start tag of `closing` to behind its end tag; null when the window ends before. */
export function readRichText(buf: Buffer, from: number, end: number, closing: string): RichText | null {
  let text = '';
  let struckRun = false;
  let loose = false;
  let phonetic = 0;
  for (let i = from; ;) {
    const lt = nextTag(buf, i, end);
    if (lt < 0 || lt + 1 >= end) return null;
    if (isSpecial(buf[lt + 1])) {
      i = skipSpecial(buf, lt, end);
      if (i < 0) return null;
      continue;
    }
    const gt = tagEnd(buf, lt, end);
    if (gt < 0) return null;
    i = gt + 1;
    const name = localName(buf, lt, gt);
    const closes = buf[lt + 1] === 0x2f;
    if (closes && name === closing) return { text, struck: text !== '' && !loose, next: i };
    if (name === 'rPh') phonetic += closes ? -1 : 1;
    else if (name === 'r' && !closes) struckRun = false;
    else if (name === 'strike' && !closes) struckRun = isTrue(attribute(buf, lt, gt, 'val'), true);
    else if (name === 't' && !closes && !isSelfClosed(buf, gt)) {
      const run = readText(buf, i, end);
      if (!run) return null;
      i = run.next;
      if (phonetic > 0) continue;
      text += run.text;
      if (!struckRun && run.text !== '') loose = true;
    }
  }
}

/** Character data up to the next end tag, CDATA included, comments left out; `next` is behind that end tag. */
export function readText(buf: Buffer, from: number, end: number): { text: string; next: number } | null {
  let text = '';
  for (let i = from; ;) {
    const lt = nextTag(buf, i, end);
    if (lt < 0 || lt + 1 >= end) return null;
    text += cellString(buf.toString('utf8', i, lt));
    if (isSpecial(buf[lt + 1])) {
      i = skipSpecial(buf, lt, end);
      if (i < 0) return null;
      if (buf[lt + 2] === 0x5b) text += buf.toString('utf8', lt + 9, i - 3);
      continue;
    }
    const gt = tagEnd(buf, lt, end);
    if (gt < 0) return null;
    i = gt + 1;
    if (buf[lt + 1] === 0x2f) return { text, next: i };
  }
}
