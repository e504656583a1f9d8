import { Refusal } from '../../refusal.js';

/** What may stand before a root element. */
export const prologBytes = 16 << 10;

/**
 * Refuses a part whose head, up to the root element, holds a DOCTYPE: without one no entity can be declared.
 * `head` is the start of the part, at most `prologBytes` of it, as text of any ASCII-compatible reading.
 */
export function refuseDoctype(head: string): void {
  let at = head.indexOf('<');
  while (at >= 0) {
    if (head.startsWith('<!--', at)) at = jump(head, '-->', at);
    else if (head[at + 1] === '?') at = jump(head, '?>', at);
    else if (head[at + 1] === '!') throw new Refusal('xml-doctype');
    else return;
  }
  if (head.length >= prologBytes) throw new Refusal('xml-doctype');
}

function jump(head: string, mark: string, from: number): number {
  const end = head.indexOf(mark, from);
  return end < 0 ? -1 : head.indexOf('<', end);
}
