/** Check digits worked out a second way: as published sums over the digits, not by the code under test. */

/** ISO 7064 MOD 11-2, by its recurrence. */
export function cnCheck(first17: string): string {
  let product = 0;
  for (const digit of first17) product = ((product + Number(digit)) * 2) % 11;
  const check = (12 - product) % 11;
  return check === 10 ? 'X' : String(check);
}

/** GB 32100: powers of 3 modulo 31. */
export function creditCheckOf(first17: string): string {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  let sum = 0;
  for (let at = 16; at >= 0; at--) sum += alphabet.indexOf(first17.charAt(at)) * Number(3n ** BigInt(at) % 31n);
  const rest = sum % 31;
  return alphabet.charAt(rest === 0 ? 0 : 31 - rest);
}

/** Luhn: the digit that makes the sum a multiple of ten. */
export function luhnCheck(first: string): string {
  const reversed = Array.from(first, Number).reverse();
  const sum = reversed.reduce((total, digit, at) => {
    const doubled = digit * 2;
    return total + (at % 2 === 0 ? Math.floor(doubled / 10) + (doubled % 10) : digit);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}
