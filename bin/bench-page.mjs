// docs/benchmarks.md: what `npm run bench -- --write` makes stands first, then sections that are measured by themselves, each under a `## ` heading.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const read = (page) => (existsSync(page) ? readFileSync(page, 'utf8') : '');

/** The page from its first section on; '' when there is none. */
export function standingSections(page) {
  const text = read(page);
  const at = text.indexOf('\n## ');
  return at < 0 ? '' : text.slice(at);
}

/** Puts a section, its heading first, in the place of the one of that heading; else behind the others. */
export function writeSection(page, section) {
  const [heading] = section.split('\n', 1);
  const parts = read(page)
    .trimEnd()
    .split(/\n(?=## )/);
  const place = parts.findIndex((part) => part.split('\n', 1)[0] === heading);
  parts.splice(place < 0 ? parts.length : place, 1, section.trimEnd());
  writeFileSync(page, `${parts.map((part) => part.trimEnd()).join('\n\n')}\n`);
}
