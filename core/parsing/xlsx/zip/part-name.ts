/** Names of package parts (ECMA-376 part 2): compared without case, resolved like paths. */

/** The form under which a part is looked up. */
export function partKey(name: string): string {
  return name.toLowerCase();
}

/** Resolves a relationship target against the part that holds it; absolute targets start at the root. */
export function resolveTarget(fromPart: string, target: string): string {
  const clean = target.replaceAll('\\', '/');
  const base = clean.startsWith('/') ? [] : fromPart.split('/').slice(0, -1);
  for (const step of clean.split('/')) {
    if (step === '..') base.pop();
    else if (step !== '' && step !== '.') base.push(step);
  }
  return base.join('/');
}

/** Where the relationships of a part lie; '' stands for the package itself. */
export function relationshipsOf(part: string): string {
  const slash = part.lastIndexOf('/') + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}
