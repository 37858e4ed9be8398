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
  const from = invocation.text('from')
  return {
    code: invocation.argument('代号'),
    by: levelOf(invocation.text('by') ?? 'township'),
    year: invocation.integer('year') ?? (asOf === undefined ? workingYear : Number(asOf.slice(0, 4))),
    ...(asOf === undefined ? {} : { asOf }),
    ...(from === undefined ? {} : { from }),
    ...(within === undefined ? {} : { within }),
    ...(invocation.flag('forerunners') ? { withForerunners: true } : {}),
  }
}

function levelOf(text: string): PlaceLevel {
  const level = PLACE_LEVELS.find((known) => known === text)
  if (level === undefined) throw new AppError('VALIDATION', `--by 不能是“${text}”。`, '请写 village（村）、township（乡镇）或 county（县）。')
  return level
}

/** A table in words: rows, the total, and what must be known to read it. */
function tableText(table: StatisticTable): string {
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

/** Freezes a table as reported. */
export const report: Run = async (invocation, shell) => {
  const remark = invocation.text('remark')
  return shell.withOffice('login', async ({ client, year }) => {
    const made = await client.statistics.freeze({ ...questionOf(invocation, year), ...(remark === undefined ? {} : { remark }) })
    return { json: made, text: () => `已存为上报：${made.id}。以后用 report compare 和现在的数比较。` }
  })
}

export const reports: Run = async (_, shell) => {
  const rows = await shell.withOffice('login', ({ client }) => client.statistics.runs({}))
  return {
    json: rows,
    text: () =>
      textTable(
        [
          { label: '编号', of: (row: (typeof rows)[number]) => row.id },
          { label: '上报日期', of: (row) => row.counted_on },
          { label: '统计表', of: (row) => `${row.code} ${row.title}` },
          {
            label: '年度',
            of: (row) => (row.from_day === null ? String(row.year ?? row.day ?? '') : periodOf({ year: row.year, day: row.day, from: row.from_day })),
          },
          { label: '范围', of: (row) => row.place },
          { label: '上报人', of: (row) => row.counted_by ?? '' },
          { label: '说明', of: (row) => row.remark ?? '' },
        ],
        rows,
      ),
  }
}

/** What is another figure by now, line by line. */
export const compareReport: Run = async (invocation, shell) => {
  const compared = await shell.withOffice('login', ({ client }) => client.statistics.compare({ id: invocation.argument('编号') }))
  const { run, lines, redefined } = compared
  return {
    json: compared,
    text: () =>
      [
        `${run.code} ${run.title}，${run.counted_on} 由${run.counted_by ?? '—'}上报，数到第 ${run.change_set} 次操作。`,
        ...(redefined ? ['这张表的口径在上报以后改过，差别也可能由此而来。'] : []),
        lines.length === 0
          ? '和现在的数完全一样。'
          : textTable(
              [
                { label: '行', of: (line: (typeof lines)[number]) => line.row },
                { label: '列', of: (line) => line.column },
                { label: '上报时', number: true, of: (line) => line.reported },
                { label: '现在', number: true, of: (line) => line.now },
              ],
              lines,
            ),
      ].join('\n'),
  }
}
