/** Without words of its own a form gives what it found, one after the other. */
export type Form = readonly [said: RegExp, chinese?: (...found: string[]) => string];
