/** Parameters: when and where each holds, or what holds on a day in a place. */
import { z } from 'zod'
import { parameterIntervals, type ParameterValue } from '#core/rules/parameters.ts'
import { gapsOf, parameterOn } from '#core/rules/parameterTerms.ts'
import type { Run } from '../command.ts'
import type { Invocation } from '../invocation.ts'
import { textTable } from '../table.ts'

/** More than any county has. */
const MOST = 5000
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null)
const recordShape = z.object({
  id: z.string(),
  key: z.string(),
  label: text,
  value: text,
  unit: text,
  year: z
    .number()
    .nullish()
    .transform((value) => value ?? null),
  valid_from: text,
  valid_until: text,
  division: text,
  document_no: text,
  unverified: z
    .boolean()
    .nullish()
    .transform((value) => value === true),
})
interface Shown {
  readonly key: string
  readonly label: string | null
  readonly value: string | null
  readonly unit: string | null
  readonly from: string
  readonly until: string | null
  readonly division: string | null
  readonly document: string | null
  readonly unverified: boolean
}

export const listParameters: Run = async (invocation, shell) => {
  const { key, day, division } = asked(invocation)
  const page = await shell.withOffice('login', ({ client }) => client.records.query({ register: 'parameter', limit: MOST }))
  const records = page.rows.map((row) => recordShape.parse(row)).filter((record) => key === undefined || record.key === key)
  const intervals = parameterIntervals<ParameterValue & (typeof records)[number]>(records)
  const keys = [...intervals.keys()].sort()
  const found = keys.flatMap((one) => {
    if (day === undefined) return (intervals.get(one) ?? []).flatMap((place) => place.intervals)
    return parameterOn(intervals, one, day, division ?? null) ?? []
  })
  const rows = found.map(
    ({ row, from, until }): Shown => ({
      key: row.key,
      label: row.label,
      value: row.value,
      unit: row.unit,
      from,
      until,
      division: row.division ?? null,
      document: row.document_no,
      unverified: row.unverified,
    }),
  )
  const gaps = day === undefined ? keys.flatMap((one) => gapsOf(intervals, one).map((gap) => ({ key: one, ...gap }))) : []
  return { json: { rows, gaps }, text: () => `${table(rows)}\n共 ${rows.length} 条。${gaps.map(gapSentence).join('')}` }
}

function asked(invocation: Invocation): { readonly key: string | undefined; readonly day: string | undefined; readonly division: string | undefined } {
  const [key, day, division] = [invocation.text('key'), invocation.text('on'), invocation.text('division')]
  if (day !== undefined && !z.iso.date().safeParse(day).success) throw invocation.wrong('--on 要写日期，如 2016-06-30。')
  if (division !== undefined && !/^\d{12}$/.test(division)) throw invocation.wrong('--division 要写 12 位区划代码。')
  if (division !== undefined && day === undefined) throw invocation.wrong('--division 要和 --on 一起用：哪一天在这个区划用哪个值。')
  return { key, day, division }
}

function table(rows: readonly Shown[]): string {
  return textTable(
    [
      { label: '参数代号', of: (row: Shown) => row.key },
      { label: '参数', of: (row) => row.label ?? '' },
      { label: '值', of: (row) => `${row.value ?? ''} ${row.unit ?? ''}`.trim() },
      { label: '从', of: (row) => row.from },
      { label: '到', of: (row) => row.until ?? '以后' },
      { label: '适用区划', of: (row) => row.division ?? '全部' },
      { label: '文号', of: (row) => row.document ?? '' },
      { label: '状态', of: (row) => (row.unverified ? '待核' : '已核') },
    ],
    rows,
  )
}

function gapSentence({ key, division, from, until }: { key: string; division: string | null; from: string; until: string }): string {
  return `\n${key} ${division ?? '全部'} 从 ${from} 到 ${until} 没有值。`
}
