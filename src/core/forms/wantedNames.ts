/** Which names a template asks for, so that nothing else is read for it. */
import { worksheetsOf, type FormSheet } from '../excel/formSheet.ts'

const MARK = /\{\{([^{}]*)\}\}/gu
const WORD = /[A-Za-z_]\w*/gu

/** Every word within the marks and placeholders of a template, those of header and footer among them: more than its names, never fewer. */
export function wantedNames(sheet: FormSheet): ReadonlySet<string> {
  const texts = worksheetsOf(sheet).flatMap(({ page, rows }) => [
    ...[page, ...(page.first === undefined ? [] : [page.first])].flatMap(({ header, footer }) => [header, footer]),
    ...rows.flatMap(({ cells }) => cells.map((cell) => cell?.value)),
  ])
  const names = new Set<string>()
  for (const text of texts) {
    if (typeof text !== 'string') continue
    for (const [, mark = ''] of text.matchAll(MARK)) for (const [word] of mark.matchAll(WORD)) names.add(word)
  }
  return names
}
