/** The list of marks that clerks are shown: every example is one that can be read, and the manual and the reference say what it says. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { FILTER_NAMES } from './expression.ts'
import { MARK_NAMES } from './pieces.ts'
import { MARKS } from './marks.ts'
import { parseTemplate } from './template.ts'
import { sheetOf } from './testing/sheet.ts'

const docs = (name: string): Promise<string> => readFile(fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url)), 'utf8')
/** Blocks that need another one beside them. */
const BESIDE: Readonly<Record<string, (example: string) => string[]>> = {
  head: (example) => [example, '{{#each members}}x{{/each}}'],
  page: (example) => ['{{#each members}}x{{/each}}', example],
}

describe('the list of marks', () => {
  it.each(MARKS.filter(({ example }) => example !== ''))('$mark: its example can be read', ({ example }) => {
    const name = /^\{\{#(\w+)/u.exec(example)?.[1] ?? ''
    const rows = BESIDE[name]?.(example) ?? [example]
    expect(parseTemplate(sheetOf(rows.map((text) => [text]))).problems).toEqual([])
  })

  it('names every mark there is', () => {
    const text = JSON.stringify(MARKS)
    for (const name of MARK_NAMES) expect(text).toContain(`{{#${name}`)
    for (const name of FILTER_NAMES) expect(text).toContain(`|${name}`)
  })

  it('stands in the manual, word for word, and in the reference', async () => {
    const [manual, reference] = await Promise.all([docs('manual.md'), docs('engines.md')])
    const plain = manual.replaceAll('\\|', '|')
    for (const { mark, meaning, example } of MARKS) for (const text of [mark, meaning, example]) expect(plain).toContain(text)
    for (const name of MARK_NAMES) expect(reference).toContain(`{{#${name}`)
    for (const name of FILTER_NAMES) expect(reference).toContain(`\\|${name}`)
  })
})
