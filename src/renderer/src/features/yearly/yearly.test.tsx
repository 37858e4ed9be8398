import { describe, expect, it, vi } from 'vitest'
import fc from 'fast-check'
import type { StatisticTable } from '#core/statistics/table.ts'
import { renderScreen, screen } from '../../testing/render.tsx'
import { pareto } from './pareto.ts'
import { YearsScreen } from './YearsScreen.tsx'

const column = { group: null, unit: '户', digits: 0, ratio: null, part: null, kind: 'count' as const }
const list = { register: 'household_year', where: { year: 2015 }, place: 'counted_village', moved: [] }
const table = (code: string, keys: readonly string[], rows: StatisticTable['rows']): StatisticTable => ({
  code,
  title: code,
  source: null,
  notes: [],
  unverified: [],
  rowsAre: 'value',
  rowLabel: '行',
  by: 'county',
  year: 2015,
  day: null,
  from: null,
  within: null,
  columns: keys.map((key) => ({ ...column, key, label: key, list })),
  rows,
  total: keys.map((_, index) => ({ value: 10 + index })),
  definition: 'abc',
  changeSet: 3,
})
const row = (key: string, label: string, ...values: readonly number[]): StatisticTable['rows'][number] => ({
  key,
  label,
  where: { key },
  cells: values.map((value) => ({ value })),
})

const tables: Readonly<Record<string, StatisticTable>> = {
  R02: table('R02', ['closing', 'closing_people', 'rate'], []),
  on_file_causes: table('on_file_causes', ['households'], [row('05', '缺资金', 3), row('01', '因病', 6), row('09', '因学', 0)]),
  income_bands: table('income_bands', ['households'], [row('i2000', '2000—3000 元', 7), row('none', '没有填', 2)]),
  exit_sequence: table('exit_sequence', ['exited', 'planned'], [row('y2015', '2015', 4, 0), row('y2016', '2016', 0, 5)]),
}

describe('年度对照', () => {
  it('四张图各问各的表，五年的趋势一年问一次；数字也用文字写出', async () => {
    const count = vi.fn(({ code }: { readonly code: string }) => Promise.resolve(tables[code]))
    await renderScreen([{ path: '/years', title: '年度对照', component: YearsScreen }], '/years', { calls: { statistics: { count } } })
    expect(await screen.findByRole('region', { name: /致贫原因/ })).toBeTruthy()
    expect(await screen.findByText(/因病/)).toBeTruthy()
    const asked = count.mock.calls.map(([{ code }]) => code)
    expect(asked.filter((code) => code === 'R02')).toHaveLength(5)
    expect(new Set(asked)).toEqual(new Set(Object.keys(tables)))
    expect(screen.getByRole('button', { name: '2 户' })).toBeTruthy()
  })

  it('帕累托：从多到少，累计到 100%，没有的不画', () => {
    const counted = [
      { name: '因学', count: 0 },
      { name: '缺资金', count: 1 },
      { name: '因病', count: 2 },
    ]
    expect(pareto(counted)).toEqual([
      { name: '因病', count: 2, share: 66.67 },
      { name: '缺资金', count: 1, share: 100 },
    ])
    fc.assert(
      fc.property(fc.array(fc.record({ count: fc.nat(1000) })), (some) => {
        const drawn = pareto(some)
        expect(drawn.reduce((sum, { count }) => sum + count, 0)).toBe(some.reduce((sum, { count }) => sum + count, 0))
        expect(drawn.map(({ share }) => share)).toEqual(drawn.map(({ share }) => share).toSorted((one, other) => one - other))
        if (drawn.length > 0) expect(drawn.at(-1)?.share).toBe(100)
      }),
    )
  })
})
