/** An import is taken back as far as nothing was built on it, whole or by household. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { userOf } from '#core/testing/office.ts'
import { undo } from '#core/store/history.ts'
import { family, importBench, rosterRows, TITLES, type ImportBench } from '../imports/testing/importing.ts'
import { ROSTER_HEADINGS } from '../imports/testing/rosterHeadings.ts'
import { undoDoneShape, undoLookShape, type UndoDone, type UndoTally } from './contract.ts'
import { UndoingService } from './service.ts'

let bench: ImportBench
let service: UndoingService

beforeAll(async () => {
  bench = await importBench()
  service = new UndoingService(bench.core)
})
afterAll(async () => {
  await bench.end()
})

const ADMIN = userOf('administrator')
const TESTER = { id: 'test', name: '测试' }
const REGISTERS = ['household', 'person', 'membership', 'household_year', 'person_year', 'village_group']

async function done(job: string): Promise<unknown> {
  const ended = await bench.jobs.finished(job)
  if (ended.error !== null) throw Object.assign(new Error(ended.error.message), ended.error)
  return ended.result
}

const look = async (changeSet: string): Promise<unknown> => undoLookShape.parse(await done(service.look(ADMIN, changeSet)))
const carryOut = async (changeSet: string, units?: string[]): Promise<UndoDone> =>
  undoDoneShape.parse(await done(service.carryOut(ADMIN, changeSet, { units })))
const preview = (changeSet: string, units?: string[]): ReturnType<UndoingService['preview']> =>
  service.preview(ADMIN, { changeSet, units, offset: 0, limit: 100 })
const kept = (changeSet: string, units?: string[]): ReturnType<UndoingService['kept']>['rows'] =>
  service.kept(ADMIN, { changeSet, units, offset: 0, limit: 100 }).rows

/** Imports two households of three, numbered from the number given. */
async function imported(number: number): Promise<{ changeSet: string; ids: [string, string] }> {
  const rows = [number, number + 1].flatMap((one) => rosterRows(String(one), family(), { 自然村: `${number}社` }))
  const { changeSet } = await bench.import('household', await bench.workbook([...TITLES, ROSTER_HEADINGS, ...rows]))
  return { changeSet: changeSet ?? '', ids: [idOf(number), idOf(number + 1)] }
}

function idOf(number: number): string {
  return bench.office.store.read.get<{ id: string }>('SELECT id FROM household WHERE household_no = ?', String(number))?.id ?? ''
}

/** What people entered, living records only. */
function onFile(): unknown {
  return REGISTERS.map((register) =>
    bench.office.store.read
      .all<Record<string, unknown>>(`SELECT * FROM ${register} WHERE deleted = 0 ORDER BY id`)
      .map(({ revision: _revision, updated_at: _at, ...row }) => row),
  )
}

const edit = (register: string, id: string, values: Record<string, string>): Promise<unknown> =>
  bench.office.store.change(TESTER, { kind: 'edit', title: '改电话' }, (transaction) => transaction.update(register, id, values))

function sums(registers: readonly UndoTally[]): Record<string, readonly number[]> {
  return Object.fromEntries(registers.map(({ register, taken, partly, kept: stays, back }) => [register, [taken, partly, stays, back]]))
}

describe('撤销导入', () => {
  it('没有人接着用的全部收回，库里和导入以前一样；再撤销说已经撤销过；撤销那次撤销就都回来，还可以再撤销', async () => {
    const before = onFile()
    const { changeSet } = await imported(1001)
    const after = onFile()
    expect(await look(changeSet)).toEqual({ inPart: true, records: 23, units: 2 })
    expect(sums(preview(changeSet).registers)).toEqual({
      village_group: [1, 0, 0, 0],
      household: [2, 0, 0, 0],
      household_year: [2, 0, 0, 0],
      person: [6, 0, 0, 0],
      person_year: [6, 0, 0, 0],
      membership: [6, 0, 0, 0],
    })
    const first = await carryOut(changeSet)
    expect(first).toMatchObject({ restored: 23, kept: 0 })
    expect(onFile()).toEqual(before)
    await expect(carryOut(changeSet)).rejects.toMatchObject({ code: 'CANNOT_UNDO' })
    await undo(bench.office.store, TESTER, first.changeSet)
    expect(onFile()).toEqual(after)
    expect(await carryOut(changeSet)).toMatchObject({ restored: 23, kept: 0 })
    expect(onFile()).toEqual(before)
  })

  it('后来又改过的一户整户留下，连同它用到的社；另一户收回；留下的逐条说明', async () => {
    const { changeSet, ids } = await imported(2001)
    await edit('household', ids[0], { phone: '13800000000' })
    await look(changeSet)
    const shown = preview(changeSet)
    expect(sums(shown.registers)).toMatchObject({ household: [1, 0, 1, 0], person: [3, 0, 3, 0], village_group: [0, 0, 1, 0] })
    for (const { taken, partly, kept: stays, back } of shown.registers) expect(taken + partly + stays + back).toBeGreaterThan(0)
    const reasons = new Map(kept(changeSet).map((row) => [`${row.register} ${row.id}`, row]))
    expect(reasons.get(`household ${ids[0]}`)).toMatchObject({ why: '测试后来在“改电话”里又改过', by: null })
    expect([...reasons.values()].find(({ register }) => register === 'village_group')).toMatchObject({ by: { register: 'household', id: ids[0] } })
    expect(await carryOut(changeSet)).toMatchObject({ kept: 12, restored: 11 })
    expect(idsLiving('household')).toEqual([ids[0]])
    expect(bench.office.store.read.get('SELECT population FROM household WHERE id = ?', ids[0])).toEqual({ population: 3 })
    // The edit taken back, the rest can go, too.
    const last = bench.office.store.read.get<{ id: string }>(`SELECT id FROM change_set WHERE title = '改电话' ORDER BY number DESC LIMIT 1`)
    await undo(bench.office.store, TESTER, last?.id ?? '')
    expect(await carryOut(changeSet)).toMatchObject({ kept: 0, restored: 12 })
    expect(idsLiving('household')).toEqual([])
  })

  it('只收回选中的一户和属于它的一切；没选的一户和两户共用的社留着；再收另一户，就收完了', async () => {
    const { changeSet, ids } = await imported(3001)
    await look(changeSet)
    const one = [`household:${ids[0]}`]
    expect(sums(preview(changeSet, one).registers)).toMatchObject({ household: [1, 0, 1, 0], person: [3, 0, 3, 0], village_group: [0, 0, 1, 0] })
    expect(await carryOut(changeSet, one)).toMatchObject({ restored: 11, kept: 12 })
    expect(idsLiving('household')).toEqual([ids[1]])
    expect(idsLiving('person')).toHaveLength(3)
    expect(entry(changeSet)).toMatchObject({ undone: false, undoneInPart: true })
    expect(await carryOut(changeSet, [`household:${ids[1]}`])).toMatchObject({ restored: 12, kept: 0 })
    expect(REGISTERS.flatMap(idsLiving)).toEqual([])
    expect(entry(changeSet)).toMatchObject({ undone: true, undoneInPart: false })
  })

  it('改过的格一格一格地收回：后来又改的那格留下', async () => {
    const { changeSet: made, ids } = await imported(4001)
    const members = await bench.workbook([
      ['户编号', '联系电话', '主要致贫原因'],
      ['4001', '13811111111', '缺技术'],
    ])
    const { changeSet, problems } = await bench.import('household', members)
    expect(problems).toEqual([])
    await edit('household', ids[0], { phone: '13822222222' })
    await look(changeSet ?? '')
    expect(sums(preview(changeSet ?? '').registers)).toMatchObject({ household: [0, 1, 0, 0] })
    expect(await carryOut(changeSet ?? '')).toMatchObject({ restored: 2, kept: 1 })
    expect(bench.office.store.read.get('SELECT phone, main_cause FROM household WHERE id = ?', ids[0])).toEqual({ phone: '13822222222', main_cause: '09' })
    expect(await carryOut(made)).toMatchObject({ restored: 11, kept: 12 })
  })

  it('后来别人录的记录用到它，就留下，并指出是哪一条', async () => {
    const { changeSet, ids } = await imported(5001)
    const { result: pairing } = await bench.office.store.change(TESTER, { kind: 'edit', title: '结对' }, (transaction) =>
      transaction.insert('pairing', { household_id: ids[1], helper_id: transaction.insert('helper', { name: '某责任人' }), is_main: true }),
    )
    await look(changeSet)
    expect(kept(changeSet).find(({ id }) => id === ids[1])).toMatchObject({ by: { register: 'pairing', id: pairing } })
    await carryOut(changeSet)
    expect(bench.office.store.read.get('SELECT deleted FROM household WHERE id = ?', ids[0])).toEqual({ deleted: 1 })
    expect(bench.office.store.read.get('SELECT deleted FROM household WHERE id = ?', ids[1])).toEqual({ deleted: 0 })
  })

  it('取消了的什么也没有收回；别人的导入，录入员不能撤销', async () => {
    const { changeSet } = await imported(6001)
    const before = onFile()
    const job = service.carryOut(ADMIN, changeSet)
    bench.jobs.cancel(job)
    expect((await bench.jobs.finished(job)).state).toBe('cancelled')
    expect(onFile()).toEqual(before)
    expect(() => service.look({ ...userOf('clerk'), id: 'somebody else' }, changeSet)).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }))
  })
})

function idsLiving(register: string): string[] {
  const since = `SELECT id FROM ${register} WHERE deleted = 0 AND id NOT IN (SELECT value FROM json_each(?))`
  return bench.office.store.read.all<{ id: string }>(`${since} ORDER BY id`, JSON.stringify([])).map(({ id }) => id)
}

function entry(changeSet: string): unknown {
  return bench.service.recent(ADMIN).find((one) => one.changeSet === changeSet)
}
