const han = /\p{Script=Han}/u;

/** The header of a column that holds what stands above its rows, in the language of those texts. */
export const headingAbove = (texts: readonly string[]): string =>
  texts.some((text) => han.test(text)) ? '上方小标题' : 'Heading above';
