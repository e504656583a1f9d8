/** What %20 and its like stand for in an address; a text that holds no whole ones stays as it is. */
export function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
