/** Who acts: the user of the operating system who runs the command, unless work is done in another name. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { userInfo } from 'node:os';

const acting = new AsyncLocalStorage<string>();

/** Whatever `work` does is done by `name`. */
export const actingAs = <T>(name: string, work: () => Promise<T>): Promise<T> => acting.run(name, work);

export function actor(): string {
  const name = acting.getStore();
  if (name !== undefined) return name;
  try {
    return `person:${userInfo().username}`;
  } catch {
    return `person:${process.getuid?.() ?? 'unknown'}`;
  }
}
