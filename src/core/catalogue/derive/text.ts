/** Spellings of text as they come out of sheets. */

const INVISIBLE = /[\u200B-\u200F\u2028\u2029\u202A-\u202E\u2060\uFEFF]/g
const MIDDLE_DOTS = /[·•・‧∙⋅・●．]|(?<=\p{Script=Han})\.(?=\p{Script=Han})/gu

/** Letters, digits and signs of half width, and Chinese characters: most cells are of nothing else, and nothing is to be done to them. */
const PLAIN = /^[!-~〇\u4E00-\u9FFF]*$/

/** Full-width letters, digits and signs as half-width; blanks at the ends and invisible characters removed. */
export function toHalfWidth(text: string): string {
  return PLAIN.test(text) ? text : text.normalize('NFKC').replace(INVISIBLE, '').trim()
}

/** {@link toHalfWidth} without any blanks at all: for numbers, dates, phones and document numbers. */
export function compact(text: string): string {
  return PLAIN.test(text) ? text : toHalfWidth(text).replace(/\s+/g, '')
}

/** Text as it is kept: ends trimmed, invisible characters removed, line breaks as `\n`. Full-width characters stay. */
export function cleanText(text: string): string {
  return PLAIN.test(text) ? text : text.replace(INVISIBLE, '').replace(/\r\n?/g, '\n').trim()
}

/**
 * A name as it is kept and compared: any middle dot as `·`, no blanks between Chinese characters (sheets stretch names of two characters),
 * single blanks elsewhere. Letters and characters are otherwise left alone.
 */
export function cleanName(text: string): string {
  return cleanText(text)
    .replace(/\s+/g, ' ')
    .replace(/(?<=[\p{Script=Han}〇○]) (?=[\p{Script=Han}〇○])/gu, '')
    .replace(/ ?([·•・‧∙⋅・●．]) ?/g, '$1')
    .replace(MIDDLE_DOTS, '·')
}

/**
 * The form in which labels and headings are compared: half-width, upper case, without blanks and quotation marks, 其它 as 其他.
 */
export function spelling(text: string): string {
  return compact(text)
    .toUpperCase()
    .replace(/["'“”‘’「」]/g, '')
    .replaceAll('其它', '其他')
}

/** Number of single-character edits (insert, delete, replace) between two texts. */
export function editDistance(one: string, other: string): number {
  const [left, right] = [[...one], [...other]]
  let previous = right.map((_, index) => index + 1)
  previous.unshift(0)
  left.forEach((character, row) => {
    const current = [row + 1]
    right.forEach((against, column) => {
      const replaced = (previous[column] ?? 0) + (character === against ? 0 : 1)
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1))
    })
    previous = current
  })
  return previous[right.length] ?? 0
}
