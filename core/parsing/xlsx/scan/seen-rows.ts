const bits = 8;

/** Numbers of rows, a bit each: at most 128 KiB for the rows that a sheet can have. */
export class SeenRows {
  private seen = new Uint8Array(64);

  add(number: number): void {
    const at = Math.floor(number / bits);
    if (at >= this.seen.length) {
      const wider = new Uint8Array(Math.max(at + 1, this.seen.length * 2));
      wider.set(this.seen);
      this.seen = wider;
    }
    this.seen[at] = (this.seen[at] ?? 0) | (1 << (number % bits));
  }

  has(number: number): boolean {
    return ((this.seen[Math.floor(number / bits)] ?? 0) & (1 << (number % bits))) !== 0;
  }
}
