/** A sheet as whoever opened the file is told of it. */
import type { OpenedImport } from './contract.ts'
import type { ColumnLabel } from './headingParts.ts'
import { hiddenColumns, yearOf, yearSources, type SheetHeadings } from './readSheets.ts'

/** Cells shown of a column. */
const SAMPLES = 3

function partOf({ year, member }: ColumnLabel): { part?: string } {
  if (year !== undefined) return { part: `${year} 年` }
  return member === undefined ? {} : { part: `成员 ${member}` }
}

/** What is told of a sheet before it is mapped: its headings with what they are taken for and what stands below them, and what is wrong with it as a whole. */
export function describeSheet(headings: SheetHeadings, file: string): OpenedImport['sheets'][number] {
  const { sheet, found, recognition, recognised, head } = headings
  const below = head.filter((row) => row.number > (found?.lastRow ?? 0))
  const said = found === undefined ? undefined : yearOf({}, yearSources(sheet.name, found, file), 0, recognition?.columns)
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    rows: sheet.filledRows,
    headingRow: found?.lastRow ?? null,
    headings: (recognition?.headings ?? []).map(({ column, target, label }) => ({
      column: column.letter,
      heading: column.heading,
      target,
      ...partOf(label),
      sample: below
        .map((row) => row.cells[column.column - 1]?.text ?? '')
        .filter((text) => text !== '')
        .slice(0, SAMPLES),
    })),
    problems:
      sheet.refused === undefined
        ? [...(recognition?.problems ?? []), ...hiddenColumns(headings, false).problems]
        : [{ sheet: sheet.name, row: 0, column: '', value: '', code: 'format', message: `${sheet.refused}，不能导入。`, severity: 'error' }],
    recognised,
    year: said?.certain === true ? said.value : null,
  }
}
