/** The clock that a header names: Created (UTC), 创建时间(UTC+8), created_at_utc, 下单时间（北京时间）. */
const utc = /(?:^|[^A-Za-z])(?:UTC|GMT)(?: ?([+-]) ?(\d{1,2})(?::?(\d{2}))?)?(?![A-Za-z\d])/i;
const camel = /[a-z]U(?:TC|tc)$/;
const beijing = /北京时间|Beijing time/i;

/** Minutes ahead of UTC; null = the header names none. */
export function headerOffset(header: string): number | null {
  const text = header.normalize('NFKC');
  if (beijing.test(text)) return 480;
  const found = utc.exec(text);
  if (!found) return camel.test(text) ? 0 : null;
  const minutes = Number(found[2] ?? 0) * 60 + Number(found[3] ?? 0);
  return found[1] === '-' ? -minutes : minutes;
}
