/** HYPERLINK("address","text"): a formula that says both itself, saved with its value or not. */

const link = /^\s*=?\s*HYPERLINK\(\s*"((?:[^"]|"")*)"\s*(?:[,;]\s*"((?:[^"]|"")*)"\s*)?\)\s*$/i;

export interface LinkFormula {
  address: string;
  text: string;
}

/** null = another formula, or one that looks its address or text up elsewhere. */
export function linkFormula(formula: string): LinkFormula | null {
  const [, address, text = address] = link.exec(formula) ?? [];
  if (address === undefined || text === undefined) return null;
  return { address: unquoted(address), text: unquoted(text) };
}

const unquoted = (literal: string): string => literal.replaceAll('""', '"');
