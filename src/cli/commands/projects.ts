/** How far projects are on a day, from the command line. */
import type { ProjectProgressRow } from '#core/features/projects/contract.ts'
import { scaledText } from '#core/rules/money.ts'
import { COLOUR_LABELS } from '#core/rules/progress.ts'
import type { Run } from '../command.ts'
import { textTable } from '../table.ts'

const percentOf = (hundredths: number | null): string => (hundredths === null ? '—' : scaledText(hundredths, 2))

const COLUMNS = [
  { label: '项目', of: (row: ProjectProgressRow) => row.name },
  { label: '地点', of: (row: ProjectProgressRow) => row.placeName },
  { label: '办到哪里', of: (row: ProjectProgressRow) => row.stageLabel },
  { label: '计划%', number: true, of: (row: ProjectProgressRow) => percentOf(row.planned) },
  { label: '实际%', number: true, of: (row: ProjectProgressRow) => percentOf(row.actual) },
  { label: '偏差', number: true, of: (row: ProjectProgressRow) => percentOf(row.deviation) },
  { label: '进度', of: (row: ProjectProgressRow) => (row.colour === null ? '没有施工图' : COLOUR_LABELS[row.colour]) },
  { label: '责任人', of: (row: ProjectProgressRow) => row.manager ?? '' },
]

export const projectProgress: Run = async (invocation, shell) =>
  shell.withOffice('login', async ({ client, year }) => {
    const [day, within] = [invocation.text('as-of'), invocation.text('within')]
    const table = await client.projects.progress({
      year: invocation.integer('year') ?? (day === undefined ? year : Number(day.slice(0, 4))),
      ...(day === undefined ? {} : { day }),
      ...(within === undefined ? {} : { within: within.padEnd(12, '0') }),
    })
    return { json: table, text: () => `统计到 ${table.day}\n${textTable(COLUMNS, table.rows)}` }
  })
