// A workflow that reaches for a step's own code: must never become a bundle.
import { readFileSync } from 'node:fs';

export async function broken() {
  return readFileSync('anything', 'utf8');
}
