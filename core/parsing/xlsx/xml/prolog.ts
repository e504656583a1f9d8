import { Refusal } from '../../refusal.js';

/** What may stand before a root element. */
export const prologBytes = 16 << 10;

/**
 * What OpenOffice and LibreOffice write at the head of parts that hold programs, toolbars and the list of parts: the name of a kind of
 * document, which declares nothing.
 */
const namesOpenOffice = /^<!DOCTYPE\s+[\w:.-]+\s+PUBLIC\s+"-\/\/OpenOffice\.org\/\/DTD [\w .-]+\/\/EN"\s+"[\w.-]+"\s*>/;

/**
 * Refuses a part whose head, up to the root element, holds a DOCTYPE: without one no entity can be declared.
 * `head` is the start of the part, at most `prologBytes` of it, as text of any ASCII-compatible reading.
 * `isBeside`: the part holds no cells, and may name its kind as OpenOffice does.
 */
export function refuseDoctype(head: string, isBeside = false): void {
  let at = head.indexOf('<');
  while (at >= 0) {
    if (head.startsWith('<!--', at)) at = jump(head, '-->', at);
    else if (head[at + 1] === '?') at = jump(head, '?>', at);
    else if (isBeside && namesOpenOffice.test(head.slice(at, at + 300))) at = jump(head, '>', at);
    else if (head[at + 1] === '!') throw new Refusal('xml-doctype');
    else return;
  }
  if (head.length >= prologBytes) throw new Refusal('xml-doctype');
}

function jump(head: string, mark: string, from: number): number {
  const end = head.indexOf(mark, from);
  return end < 0 ? -1 : head.indexOf('<', end);
}
