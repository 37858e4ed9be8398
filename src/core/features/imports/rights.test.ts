/** Attacks through sheets: records of other townships, found by the numbers in the sheet. Each once worked. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { syntheticPerson } from '#core/testing/builders.ts'
import { userOf } from '#core/testing/office.ts'
import { importBench, type ImportBench } from './testing/importing.ts'

const FOREIGN = '621125101201'
let bench: ImportBench
let foreign: { household: string; person: string; number: string; name: string }
beforeAll(async () => {
  bench = await importBench({ households: 20 })
  const { name, sex, id_number, birth_date } = syntheticPerson({ name: '马二河' })
  const { result } = await bench.office.store.change({ id: 'x', name: '王主任' }, { kind: 'edit', title: '录入' }, (transaction) => {
    const household = transaction.insert('household', { village: FOREIGN, exit_status: '0', valid: true, household_no: 'F-1' })
    const person = transaction.insert('person', { name, sex, id_number, birth_date })
    transaction.insert('membership', { household_id: household, person_id: person, relation: '01', status: '1' })
    return { household, person }
  })
  foreign = { ...result, number: id_number, name }
})
afterAll(() => bench.end())

describe('导入别的乡镇的记录', () => {
  it.each([
    [
      'person_year',
      () => [
        ['证件号码', '年度', '文化程度'],
        [foreign.number, 2015, '初中'],
      ],
    ],
    [
      'household_year',
      () => [
        ['户编号', '年度', '工资性收入'],
        ['F-1', 2015, 100],
      ],
    ],
    [
      'pairing',
      () => [
        ['户编号', '帮扶责任人姓名'],
        ['F-1', String(bench.office.store.read.get<{ name: string }>('SELECT name FROM helper LIMIT 1')?.name)],
      ],
    ],
    [
      'membership',
      () => [
        ['户编号', '证件号码', '与户主关系'],
        ['F-1', foreign.number, '之子'],
      ],
    ],
    [
      'village_year',
      () => [
        ['乡镇', '行政村', '年度', '总户数'],
        ['三岔镇', bench.office.divisions.get(FOREIGN)?.name ?? '', 2015, 100],
      ],
    ],
    [
      'person',
      () => [
        ['户编号', '户主姓名', '行政村', '姓名', '证件号码', '与户主关系'],
        ['N-1', foreign.name, '柯寨', foreign.name, foreign.number, '户主'],
      ],
    ],
  ] as const)('%s：一行也不写，不说是谁、在哪里', async (register, rows) => {
    const before = bench.office.store.lastSequence
    const result = await bench.import(register, await bench.workbook(rows()), {}, { user: 'clerk' })
    expect([result.rejected, result.new, result.changed, result.changeSet]).toEqual([1, 0, 0, null])
    expect(bench.office.store.lastSequence).toBe(before)
    const told = result.problems.map(({ message }) => message).join()
    expect(told).not.toBe('')
    expect(told).not.toContain(foreign.name)
  })

  it('全县的帮扶责任人只能新增，不能借导入改掉', async () => {
    const helper = bench.office.store.read.get<{ name: string; id_number: string }>('SELECT name, id_number FROM helper WHERE id_number IS NOT NULL LIMIT 1')
    const rows = [
      ['姓名', '证件号码', '职务'],
      [helper?.name, helper?.id_number, '改成这个'],
      ['全新的人', syntheticPerson().id_number, '干事'],
    ]
    const result = await bench.import('helper', await bench.workbook(rows), {}, { user: 'clerk' })
    expect([result.rejected, result.new]).toEqual([1, 1])
    expect(bench.office.records.query(userOf('administrator'), { register: 'helper', where: { position: '改成这个' } }).total).toBe(0)
  })
})
