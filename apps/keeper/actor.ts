/** Who acts: the user of the operating system who runs the command. */
import { userInfo } from 'node:os';

export function actor(): string {
  try {
    return `person:${userInfo().username}`;
  } catch {
    return `person:${process.getuid?.() ?? 'unknown'}`;
  }
}
