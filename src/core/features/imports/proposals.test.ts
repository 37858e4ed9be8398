import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { responsibilityOf, sitesOf } from '#core/exchange/sites.ts'
import { verify } from '#core/store/verify.ts'
import { userOf } from '#core/testing/office.ts'
import { UndoingService } from '../undoing/service.ts'
import { family, importBench, rosterRows, TITLES, type ImportBench } from './testing/importing.ts'
import { ROSTER_HEADINGS } from './testing/rosterHeadings.ts'

let bench: ImportBench

/** 武阳镇 takes part with a PC of its own; the other townships of the county do not. */
beforeAll(async () => {
  bench = await importBench()
  const { store, unit } = bench.office
  await store.change({ id: 'set-up', name: '设立' }, { kind: 'set-up', title: '登记站点' }, (transaction) => {
    for (const code of [unit.code, '621125100000']) {
      transaction.insert('site', {
        unit: code,
        unit_name: code,
        label: '电脑',
        signing_key: code,
        sealing_key: code,
        state: 'admitted',
        admitted_on: '2015-01-01',
      })
    }
  })
  store.setInCharge(responsibilityOf(sitesOf(store.read), unit.code))
})
afterAll(async () => {
  await bench.end()
})

const proposals = (): Record<string, number> =>
  Object.fromEntries(
    bench.office.store.read
      .all<{ kind: string; n: number }>(
        `SELECT p.register || ' ' || j.action AS kind, count(*) AS n FROM proposal p JOIN journal j ON j.sequence = p.sequence GROUP BY 1`,
      )
      .map(({ kind, n }) => [kind, n]),
  )

describe('导入到别的单位负责的村', () => {
  it('新户整户成为建议，台账里什么都没有，计数对得上，每户提醒一次', async () => {
    const one = family()
    const path = await bench.workbook([...TITLES, ROSTER_HEADINGS, ...rosterRows('2001', one), ...rosterRows('2002', family())])
    const result = await bench.import('household', path)
    expect(result).toMatchObject({ rows: 6, new: 6, changed: 0, same: 0, rejected: 0, problems: [] })
    expect(result.warnings.filter(({ message }) => message.includes('由别的单位负责'))).toHaveLength(2)
    for (const register of ['household', 'household_year', 'person', 'person_year', 'membership', 'village_group'])
      expect([register, bench.count(register)]).toEqual([register, 0])
    const made = Object.fromEntries(Object.entries(result.registers).map(([register, counts]) => [`${register} insert`, counts.new]))
    expect(proposals()).toEqual(made)
    expect((await verify(bench.office.store.read, bench.office.store.derivations)).findings).toEqual([])

    const open = (): unknown => bench.office.store.read.get(`SELECT count(*) AS open FROM proposal WHERE state = 'open'`)
    const service = new UndoingService(bench.core)
    const undo = () => bench.jobs.finished(service.carryOut(userOf('administrator'), result.changeSet ?? ''))
    const total = Object.values(made).reduce((sum, count) => sum + count, 0)
    expect((await undo()).result).toMatchObject({ restored: total, kept: 0 })
    expect(open()).toEqual({ open: 0 })
    expect((await undo()).error).toMatchObject({ code: 'CANNOT_UNDO' })
  })

  it('改动别的单位的户也是建议，库里不变；自己负责的村照常写入', async () => {
    const { store } = bench.office
    const members = family()
    const path = await bench.workbook([...TITLES, ROSTER_HEADINGS, ...rosterRows('3001', members)])
    store.setInCharge(null)
    await bench.import('household', path)
    store.setInCharge(responsibilityOf(sitesOf(store.read), bench.office.unit.code))
    const before = proposals()
    const changed = rosterRows('3001', members).map((row) => row.map((cell) => (cell === '13912345678' ? '13912345679' : cell)))
    const result = await bench.import('household', await bench.workbook([...TITLES, ROSTER_HEADINGS, ...changed]))
    expect(result).toMatchObject({ rows: 3, new: 0, changed: 1, same: 2, rejected: 0 })
    expect(store.read.get('SELECT phone FROM household WHERE household_no = ?', '3001')).toEqual({ phone: '13912345678' })
    expect(proposals()).toEqual({ ...before, 'household update': 1 })
    expect(await bench.import('household', path)).toMatchObject({ same: 3, warnings: [] })
  })
})
