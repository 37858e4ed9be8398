import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { officeRegisterNames } from '../../catalogue/index.ts'
import { addExits } from '../../testing/exits.ts'
import { addFunds } from '../../testing/funds.ts'
import { addIdentifications } from '../../testing/identifications.ts'
import { addProjects } from '../../testing/projects.ts'
import { addBattle } from '../../testing/battle.ts'
import { addShortfalls } from '../../testing/shortfalls.ts'
import { addSurveys } from '../../testing/surveys.ts'
import { addPlan } from '../../testing/plans.ts'
import { addWorks } from '../../testing/works.ts'
import { addMonitored } from '../../testing/monitored.ts'
import { userOf } from '../../testing/office.ts'
import { importBench, type ImportBench } from '../imports/testing/importing.ts'
import { exportTo } from './exportTo.ts'

let bench: ImportBench
const directory = mkdtempSync(join(tmpdir(), 'bangfu-round-trip-'))
const administrator = userOf('administrator')

beforeAll(async () => {
  bench = await importBench({ households: 100 })
  const { store } = bench.office
  const { id = '', village = '' } = store.read.get<{ id: string; village: string }>('SELECT id, village FROM household ORDER BY id LIMIT 1') ?? {}
  // What the demonstration has none of.
  await store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) => {
    const act = transaction.insert('shared_act', { name: '评议会', kind: 'meeting', division: village, held_on: '2015-03-05', expected: 60, present: 45 })
    transaction.insert('shared_act_line', { act_id: act, subject: `household:${id}`, in_favour: 30, against: 2 })
    const measure = transaction.insert('target_measure', { name: '贫困人口', statistic: '1.0', measure: 'people' })
    transaction.insert('target_task', {
      measure_id: measure,
      year: 2015,
      place: village,
      amount: 1_800,
      issued_by: 'township',
      document_no: '漳扶发〔2015〕1号',
    })
    const order = { document_no: '漳扶发〔2015〕9号', adjusted_on: '2015-09-18', before: 1_800, after: 2_000, reason: '漏评', issued_by: 'township' }
    transaction.insert('target_adjustment', { measure_id: measure, year: 2015, place: village, ...order })
    addIdentifications(transaction, { village, household: id })
    addShortfalls(transaction, { village, household: id })
    addBattle(transaction, { place: village, household: id })
    addWorks(transaction, { village, household: id })
    const { project } = addProjects(transaction, { village, household: id })
    addFunds(transaction, { project, village, household: id })
    addSurveys(transaction, { village, household: id })
    const person = store.read.get<{ id: string }>('SELECT head_person_id AS id FROM household WHERE id = ?', id)?.id ?? ''
    addPlan(transaction, { household: id, person, helper: store.read.get<{ id: string }>('SELECT id FROM helper ORDER BY id LIMIT 1')?.id ?? '' })
    addMonitored(transaction, { village, household: id, person })
    addExits(transaction, { village, household: id, year: 2015 })
    transaction.insert('household_event', { household_id: id, kind: '1', on_date: '2015-04-05', reason: '6', head_id: person, document_no: '更〔2015〕1号' })
    transaction.insert('special_day', { day: '2015-10-08', works: true, name: '调休上班' })
  })
})
afterAll(async () => {
  await bench.end()
  rmSync(directory, { recursive: true, force: true })
})

describe('导出的表再导入', () => {
  it.each(officeRegisterNames)('%s 导出后原样导入，一条也不变', async (register) => {
    const path = join(directory, `${register}.xlsx`)
    const { rows } = await exportTo(bench.office, administrator, { register }, path)
    expect(rows).toBeGreaterThan(0)
    const result = await bench.import(register, path)
    expect(result.rejected === 0 ? [] : result.problems.slice(0, 5)).toEqual([])
    expect(result).toMatchObject({ rows, same: rows, new: 0, changed: 0, rejected: 0, changeSet: null })
  })

  it.each(['csv', 'csv-gb18030'] as const)('花名册导出为 %s 也一样', async (format) => {
    const path = join(directory, `${format}.csv`)
    const { rows } = await exportTo(bench.office, administrator, { register: 'person', format }, path)
    expect(await bench.import('person', path)).toMatchObject({ rows, same: rows, rejected: 0 })
  })

  it('没有户编号的户、已离开家庭的人也不会变成新的', async () => {
    const { store } = bench.office
    const [first, second] = store.read.all<{ id: string }>('SELECT id FROM household ORDER BY id LIMIT 2')
    const leaving = store.read.get<{ id: string; person_id: string }>(
      `SELECT id, person_id FROM membership WHERE household_id = ? AND relation <> '01' LIMIT 1`,
      second?.id ?? '',
    )
    await store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) => {
      transaction.update('household', first?.id ?? '', { household_no: null, local_no: 'B-7' })
      transaction.update('membership', leaving?.id ?? '', { end_date: '2015-05-01', status: '2', decrease_reason: null })
    })
    const path = join(directory, 'former.xlsx')
    const { rows } = await exportTo(bench.office, administrator, { register: 'person' }, path)
    expect(rows).toBe(bench.count('person'))
    const result = await bench.import('person', path)
    expect(result.rejected === 0 ? [] : result.problems).toEqual([])
    expect(result).toMatchObject({ rows, same: rows, changeSet: null })
  })
})
