/** Every paper has the columns that the domain lists for it, under their words and in their order. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FormSheet } from '../excel/formSheet.ts'
import { readFormTemplate } from '../excel/formTemplate.ts'
import { domainBlocks, domainWords } from './testing/domain.ts'
import { RESOURCES } from './testing/fonts.ts'

interface Column {
  readonly path: string
  readonly printed: string
}

const columnsOf = (text: string): Column[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [word = '', path = '', printed = word] = line.split('|').map((part) => part.trim())
      return { path, printed }
    })

const template = (file: string): Promise<FormSheet> => readFormTemplate(join(RESOURCES, 'forms', file))
const textAt = ({ rows }: FormSheet, row: number, column: number): string => String(rows[row]?.cells[column]?.value ?? '')
const names = (text: string, path: string): boolean => new RegExp(`(?:\\{\\{|:)${path.replace('.', '\\.')}(?:[|}]|$)`, 'u').test(text)

/** Row and column of every cell with a placeholder of that name, in reading order. */
function placesOf(sheet: FormSheet, path: string): [row: number, column: number][] {
  return sheet.rows.flatMap(({ cells }, row) =>
    cells.flatMap((_, column): [number, number][] => (names(textAt(sheet, row, column), path) ? [[row, column]] : [])),
  )
}

/** What stands over a column of a table, or to the left of a value. */
function headingOf(sheet: FormSheet, row: number, column: number): string {
  const repeated = sheet.rows[row]?.cells.some((_, at) => textAt(sheet, row, at).includes('{{#each')) ?? false
  if (repeated) return textAt(sheet, row - 1, column)
  for (let at = column - 1; at >= 0; at -= 1) if (textAt(sheet, row, at) !== '') return textAt(sheet, row, at)
  return ''
}

describe('表单的各栏与 forms.md 逐项相同', () => {
  it.each(domainBlocks.map((block, index) => [`${block.file} §${block.chapter}（${index + 1}）`, block] as const))(
    '%s',
    async (_, { file, columns, table }) => {
      const sheet = await template(file)
      const wanted = columnsOf(columns)
      let last = -1
      for (const { path, printed } of wanted.filter((column) => column.path !== '')) {
        const found = placesOf(sheet, path).find(([row, column]) => headingOf(sheet, row, column) === printed)
        expect(found, `${printed} {{${path}}}`).toBeDefined()
        const [row = 0, column = 0] = found ?? []
        expect(row * 1000 + column, `${printed} stands in its order`).toBeGreaterThan(last)
        last = row * 1000 + column
      }
      if (table === undefined) return
      const heads = sheet.rows.map(({ cells }, row) => cells.map((__, column) => textAt(sheet, row, column)).filter((text) => text !== ''))
      expect(heads).toContainEqual([...table.own, ...wanted.map(({ printed }) => printed)])
    },
  )

  it.each(Object.entries(domainWords))('%s 上有该有的话和签字', async (file, words) => {
    const sheet = await template(file)
    const text = sheet.rows.flatMap(({ cells }, row) => cells.map((_, column) => textAt(sheet, row, column))).join('\n')
    for (const word of words) expect(text).toContain(word)
  })

  it('表样都在这里', () => {
    const listed = new Set([...domainBlocks.map(({ file }) => file), ...Object.keys(domainWords)])
    expect([...listed].toSorted()).toEqual(
      [
        ...['changes_roster', 'exit_confirmation', 'exit_notice', 'exit_verification', 'exited_people', 'exited_roster', 'household_card'],
        ...[
          'household_card_2018',
          'household_list',
          'household_roster',
          'pairing_roster',
          'people_export',
          'poor_village_card',
          'village_card',
          'village_groups',
        ],
      ].map((name) => `${name}.xlsx`),
    )
  })
})
