/** Tables of other files that LibreOffice keeps beside the sheets: what formulas found there, and what DDE brought. They are no sheets. */

const found = /<((?:[\w.-]+:)?table)\s[^<>]*[\s:]name\s*=\s*"(?:'|&apos;)file:[^"]*"[^<>]*(?<!\/)>[\s\S]*?<\/\1>/g;
const brought = /<((?:[\w.-]+:)?dde-links)(?:\s[^<>]*)?>[\s\S]*?<\/\1>/g;

/** The part with the cells. */
export const withoutForeign = (xml: string): string => xml.replace(found, '').replace(brought, '');
