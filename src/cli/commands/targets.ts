/** Targets from the command line: the tree of one measure and year, with what was reached. */
import { AppError } from '#core/errors.ts'
import { plainText } from '#core/rules/money.ts'
import type { TargetRow } from '#core/features/targets/contract.ts'
import type { Run } from '../command.ts'
import { textTable } from '../table.ts'

/** Digits after the point of an amount. */
const SCALE = 2

const numberOf = (value: number | null): string => (value === null ? '' : plainText(value, SCALE))

export const targets: Run = async (invocation, shell) => {
  const name = invocation.text('measure')
  return shell.withOffice('login', async ({ client, year }) => {
    const measures = await client.targets.measures()
    if (name === undefined) return { json: measures, text: () => textTable(MEASURES, measures) }
    const measure = measures.find((one) => one.name === name)
    if (measure === undefined) {
      throw new AppError('NOT_FOUND', `没有指标“${name}”。`, `可用的有：${measures.map((one) => one.name).join('、') || '（还没有）'}。`)
    }
    const asOf = invocation.text('as-of')
    const table = await client.targets.table({
      measure: measure.id,
      year: invocation.integer('year') ?? (asOf === undefined ? year : Number(asOf.slice(0, 4))),
      ...(asOf === undefined ? {} : { asOf }),
    })
    return {
      json: table,
      text: () =>
        `${table.measure.name}　${table.year} 年${table.measure.unit === null ? '' : `　单位：${table.measure.unit}`}\n${textTable(COLUMNS, table.rows)}\n${table.source === null ? '完成数由各地填报' : `完成数取自“${table.source}”`}${table.asOf === null ? '' : `，统计到 ${table.asOf}`}。`,
    }
  })
}

type Measure = { readonly name: string; readonly statistic: string | null; readonly measure: string | null; readonly years: readonly number[] }

const MEASURES = [
  { label: '指标', of: (row: Measure) => row.name },
  { label: '统计表', of: (row: Measure) => row.statistic ?? '（填报）' },
  { label: '列', of: (row: Measure) => row.measure ?? '' },
  { label: '有任务的年度', of: (row: Measure) => row.years.join('、') },
]

const COLUMNS = [
  { label: '区划', of: (row: TargetRow) => `${'　'.repeat(row.depth)}${row.name}` },
  { label: '下达', number: true, of: (row: TargetRow) => numberOf(row.target?.amount ?? null) },
  { label: '完成', number: true, of: (row: TargetRow) => row.reachedText },
  { label: '完成率', number: true, of: (row: TargetRow) => row.share },
  { label: '差额', number: true, of: (row: TargetRow) => numberOf(row.missing) },
  { label: '下级合计', number: true, of: (row: TargetRow) => numberOf(row.handedDown) },
  { label: '文号', of: (row: TargetRow) => row.target?.documentNo ?? '' },
  { label: '说明', of: (row: TargetRow) => row.target?.reason ?? '' },
]
