/** Statistics: the tables there are, one of them counted, or written as a workbook. */
import { AppError } from '#core/errors.ts'
import { cellText, columnHeading, MERGED, periodOf, type StatisticTable, type TableRow } from '#core/statistics/table.ts'
import { PLACE_LEVELS, type PlaceLevel } from '#core/statistics/types.ts'
import type { Invocation } from '../invocation.ts'
import type { Run } from '../command.ts'
import { extensionOf, requireWritable } from '../deliver.ts'
import { textTable } from '../table.ts'
import { deliverJob } from './sheets.ts'

export const list: Run = async (_, shell) => {
  const rows = await shell.withOffice('login', ({ client }) => client.statistics.list())
  return {
    json: rows,
    text: () =>
      textTable(
        [
          { label: '代号', of: (row: (typeof rows)[number]) => row.code },
          { label: '统计表', of: (row) => row.title },
          { label: '类别', of: (row) => row.group },
          { label: '按日期', of: (row) => (row.days ? '可以' : '') },
        ],
        rows,
      ),
  }
}

export const statistic: Run = async (invocation, shell) => {
  const out = invocation.text('out')
  if (out !== undefined) {
    extensionOf(out, ['xlsx'])
    await requireWritable(out)
  }
  return shell.withOffice('login', async (office) => {
    const question = questionOf(invocation, office.year)
    if (out !== undefined) return deliverJob(shell, office, await office.client.statistics.export(question), out)
    const table: StatisticTable = await office.client.statistics.count(question)
    return { json: table, text: () => tableText(table) }
  })
}

/** What is asked for by the arguments and options of a command. */
export function questionOf(invocation: Invocation, workingYear: number) {
  const asOf = invocation.text('as-of')
  const within = invocation.text('within')
  return {
    code: invocation.argument('代号'),
    by: levelOf(invocation.text('by') ?? 'township'),
    year: invocation.integer('year') ?? (asOf === undefined ? workingYear : Number(asOf.slice(0, 4))),
    ...(asOf === undefined ? {} : { asOf }),
    ...(within === undefined ? {} : { within }),
  }
}

function levelOf(text: string): PlaceLevel {
  const level = PLACE_LEVELS.find((known) => known === text)
  if (level === undefined) throw new AppError('VALIDATION', `--by 不能是“${text}”。`, '请写 village（村）、township（乡镇）或 county（县）。')
  return level
}

/** A table in words: rows, the total, and what must be known to read it. */
export function tableText(table: StatisticTable): string {
  const total: TableRow = { key: '', label: '合计', where: null, cells: table.total }
  const columns = [
    { label: table.rowLabel, of: (row: TableRow) => row.label },
    ...table.columns.map((column, index) => ({
      label: column.group === null ? columnHeading(column) : `${column.group}${columnHeading(column)}`,
      number: true,
      of: (row: TableRow) => cellText(column, row.cells[index]),
    })),
  ]
  const merged = [...table.rows, total].some(({ cells }) => cells.some((cell) => 'hidden' in cell))
  return [
    `${table.code} ${table.title}　${periodOf(table)}`,
    textTable(columns, [...table.rows, total]),
    ...table.notes.map((note) => `说明：${note}。`),
    ...table.unverified.map((note) => `待核：${note}。`),
    ...(merged ? [`说明：${MERGED}。`] : []),
  ].join('\n')
}
