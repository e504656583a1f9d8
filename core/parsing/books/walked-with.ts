/** One walk over an XML part for several that look for something in it. */
import { Refusal } from '../refusal.js';
import { walkXml } from '../xlsx/xml/walk.js';
import type { Attributes } from '../xlsx/xml/walk.js';

export interface Walk {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text?(text: string): void;
}

/** false = it is no XML: the library may read it still, so that it is nothing to refuse the file for. */
export function walkedWith(xml: string, walks: readonly Walk[]): boolean {
  if (walks.length === 0) return true;
  const texts = walks.filter((walk) => walk.text !== undefined);
  try {
    walkXml(xml, {
      open: (name, attributes) => walks.forEach((walk) => walk.open(name, attributes)),
      close: (name) => walks.forEach((walk) => walk.close(name)),
      ...(texts.length > 0 && { text: (text: string) => texts.forEach((walk) => walk.text?.(text)) }),
    });
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'xml-damaged') return false;
    throw error;
  }
}
