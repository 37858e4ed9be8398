/** Law over all registers that others are part of: what is removed takes its parts along, as one change; undo and restoration bring all back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goingWith, ownerReference } from '../../catalogue/derive/belonging.ts'
import { pickableItems } from '../../catalogue/derive/codes.ts'
import { referenceTo, targetsOf } from '../../catalogue/derive/subject.ts'
import { codeListOf, officeRegisterNames, registerOf, type RegisterName } from '../../catalogue/index.ts'
import type { FieldDefinition, FieldValue } from '../../catalogue/types.ts'
import { carry, done } from '../../features/exchange/testing/apps.ts'
import { IMPORT_KIND } from '../../store/changeKinds.ts'
import { verify } from '../../store/verify.ts'
import type { Transaction } from '../../store/index.ts'
import { HERE, openPair, save, type TestApp, type TestPair } from './office.ts'

let pair: TestPair
let here: TestApp
beforeAll(async () => {
  pair = await openPair()
  here = pair.township
})
afterAll(() => pair.end())

const store = () => here.app.host.office().store
const owners = officeRegisterNames.filter((name) => goingWith(name).some(({ registerIn }) => registerIn === undefined))
let made = 0

/** A value for a required field; records that it refers to are made with it. */
function valueFor(transaction: Transaction, field: FieldDefinition): FieldValue {
  const [target] = targetsOf(field)
  if (target !== undefined) return referenceTo(field, { register: target, id: make(transaction, target) })
  switch (field.type) {
    case 'division':
      return HERE
    case 'code':
    case 'codes':
      return pickableItems(codeListOf(field.codeList ?? ''))[0]?.code ?? ''
    case 'date':
    case 'partialDate':
      return '2015-03-01'
    case 'month':
      return '2015-03'
    case 'boolean':
      return true
    case 'year':
      return 2015
    default:
      // A fingerprint has its own form.
      if (field.maximumLength === 64) return String((made += 1)).padStart(64, '0')
      return ['text', 'longText'].includes(field.type) ? `试${(made += 1)}` : 1
  }
}

/** A record of a register with what it must have, or the one on file where there can be one alone. */
function make(transaction: Transaction, register: RegisterName, given: Readonly<Record<string, FieldValue>> = {}): string {
  const definition = registerOf(register)
  const values = { ...given }
  for (const field of definition.fields)
    if (field.required === true && field.derived === undefined && field.type !== 'numbered') values[field.key] ??= valueFor(transaction, field)
  const keys = definition.identity ?? []
  const known = keys.map((key) => values[key])
  const onFile =
    keys.length > 0 && known.every((value) => typeof value === 'string' || typeof value === 'number')
      ? transaction.get<{ id: string }>(`SELECT id FROM ${register} WHERE ${keys.map((key) => `${key} = ?`).join(' AND ')} AND deleted = 0`, ...known)
      : undefined
  return onFile?.id ?? transaction.insert(register, values)
}

/** All that is part of a record and goes with it, one of each register, and their parts. */
function addParts(transaction: Transaction, register: RegisterName, id: string): { register: RegisterName; id: string }[] {
  // What another level alone may remove is a matter of its own.
  return goingWith(register)
    .filter((part) => registerOf(part.register).rights?.remove === undefined)
    .flatMap((part) => {
      const reference = ownerReference(registerOf(part.register))
      const by = reference?.subject === undefined ? id : referenceTo(reference.subject, { register, id })
      const given = { [part.by]: by, ...(part.registerIn === undefined ? {} : { [part.registerIn]: register }) }
      const added = make(transaction, part.register, given)
      return [{ register: part.register, id: added }, ...(part.registerIn === undefined ? addParts(transaction, part.register, added) : [])]
    })
}

const living = (those: readonly { register: string; id: string }[]) =>
  those.filter(({ register, id }) => store().read.get(`SELECT 1 FROM ${register} WHERE id = ? AND deleted = 0`, id) !== undefined)
const sound = async () => expect((await verify(store().read, store().derivations)).findings).toEqual([])

describe('删除带走属于它的记录', () => {
  it('有属于它的记录的台账，一个也没有漏下', () => {
    expect(owners).toEqual(expect.arrayContaining(['household', 'person', 'village', 'gadget', 'gadget_case']))
  })

  it.each(owners)('%s：明细、年度记录、材料一次删去，撤销全部回来，单独恢复也全部回来', async (name) => {
    const { result } = await store().change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) => {
      const id = make(transaction, name)
      return [{ register: name, id }, ...addParts(transaction, name, id)]
    })
    const [owner] = result
    const id = owner?.id ?? ''
    expect(new Set(result.map(({ register }) => register)).size).toBe(1 + new Set(result.slice(1).map(({ register }) => register)).size)
    const { changeSet } = await here.client.records.remove({ register: name, ids: [id], reason: '录错' })
    expect(living(result)).toEqual([])
    expect(store().read.get('SELECT entries FROM change_set WHERE id = ?', changeSet)).toEqual({ entries: result.length })
    await here.client.records.undo({ changeSet: changeSet ?? '' })
    expect(living(result)).toEqual(result)
    await here.client.records.remove({ register: name, ids: [id], reason: '录错' })
    await here.client.records.restore({ register: name, ids: [id], reason: '没录错' })
    expect(living(result)).toEqual(result)
    await here.client.records.remove({ register: name, ids: [id], reason: '还是录错' })
  })

  it('早先已删去的明细不跟着回来', async () => {
    const household = await save(here, 'household', { village: HERE, identification_standard: '1', exit_status: '0', valid: true })
    const gadget = await save(here, 'gadget', { gadget_no: 'R-1', name: '甲', household_id: household })
    const [early, late] = [
      await save(here, 'gadget_part', { gadget_id: gadget, part_no: '1' }),
      await save(here, 'gadget_part', { gadget_id: gadget, part_no: '2' }),
    ]
    await here.client.records.remove({ register: 'gadget_part', ids: [early], reason: '多了' })
    await here.client.records.remove({ register: 'gadget', ids: [gadget], reason: '录错' })
    await here.client.records.restore({ register: 'gadget', ids: [gadget], reason: '没录错' })
    expect(living([early, late].map((id) => ({ register: 'gadget_part', id })))).toEqual([{ register: 'gadget_part', id: late }])
  })

  it('别的记录还指着其中一条的，整个不删；一起删的彼此相指不妨碍', async () => {
    const household = await save(here, 'household', { village: HERE, identification_standard: '1', exit_status: '0', valid: true })
    const gadget = await save(here, 'gadget', { gadget_no: 'R-2', name: '乙', household_id: household })
    const spare = await save(here, 'gadget', { gadget_no: 'R-3', name: '丙', household_id: household, spare_for_id: gadget })
    await save(here, 'gadget_part', { gadget_id: gadget, part_no: '1' })
    await expect(here.client.records.remove({ register: 'gadget', ids: [gadget], reason: '试' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: '还有 1 条器件台账引用这条器件台账，不能删除。',
    })
    const about = await save(here, 'gadget_case', { case_no: 'R-1', about: `gadget:${gadget}`, topic: '试' })
    const mark = await save(here, 'gadget_mark', { on_what: `gadget_case:${about}`, word: '红' })
    await here.client.records.remove({ register: 'gadget', ids: [gadget, spare], reason: '都不要了' })
    expect(
      living([
        { register: 'gadget_case', id: about },
        { register: 'gadget_mark', id: mark },
      ]),
    ).toEqual([])
    await sound()
  })

  it('其中有一条不由自己删的，都不删，说出是哪一种', async () => {
    const household = await save(here, 'household', { village: HERE, identification_standard: '1', exit_status: '0', valid: true })
    const gadget = await save(here, 'gadget', { gadget_no: 'R-4', name: '丁', household_id: household })
    await store().change(
      { id: 'u', name: '测试' },
      { kind: 'edit', title: '测试' },
      (transaction) => void transaction.insert('gadget_rating', { gadget_id: gadget, grade: '一级' }),
    )
    await expect(here.client.records.remove({ register: 'gadget', ids: [gadget], reason: '试' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: '属于这条器件台账的器件评级不由您删除，所以都没有删除。',
    })
    expect(living([{ register: 'gadget', id: gadget }])).toHaveLength(1)
  })

  it('县里收到以后也一样删去，两边一致', async () => {
    await carry(here, pair.county)
    const county = pair.county.app.host.office().store
    for (const register of ['gadget', 'gadget_part', 'gadget_case', 'household_year', 'person_year']) {
      const ids = (read: typeof county.read) => read.all(`SELECT id FROM ${register} WHERE deleted = 0 ORDER BY id`)
      expect(ids(county.read), register).toEqual(ids(store().read))
    }
    expect((await verify(county.read, county.derivations)).findings).toEqual([])
    await sound()
  })
})

/** A record with all that is part of it, as one import brings it; what the import added of it. */
async function bring(name: RegisterName): Promise<{ changeSet: string; added: { register: RegisterName; id: string }[] }> {
  const { result, changeSet } = await store().change({ id: 'u', name: '测试' }, { kind: IMPORT_KIND, title: '导入' }, (transaction) => {
    const id = make(transaction, name)
    return [{ register: name, id }, ...addParts(transaction, name, id)]
  })
  const isNew = 'SELECT 1 FROM journal j JOIN change_set c ON c.number = j.change_set WHERE c.id = ? AND j.record = ? AND j.action = ?'
  return { changeSet: changeSet ?? '', added: result.filter(({ id }) => store().read.get(isNew, changeSet, id, 'insert') !== undefined) }
}

/** Changes the last of these records that has a text to change; null where none has. */
async function editOne(those: readonly { register: RegisterName; id: string }[]): Promise<{ register: RegisterName; id: string } | null> {
  const textOf = (register: RegisterName) =>
    registerOf(register).appendOnly === undefined
      ? registerOf(register).fields.find(
          ({ type, derived, unique, keeps, maximumLength, keptBy }) =>
            ['text', 'longText'].includes(type) &&
            derived === undefined &&
            unique !== true &&
            keeps === undefined &&
            keptBy === undefined &&
            maximumLength !== 64,
        )
      : undefined
  const one = those.findLast(({ register }) => textOf(register) !== undefined)
  const field = one === undefined ? undefined : textOf(one.register)
  if (one === undefined || field === undefined) return null
  await store().change({ id: 'v', name: '别人' }, { kind: 'edit', title: '接着改' }, (transaction) =>
    transaction.update(one.register, one.id, { [field.key]: '接着改的' }),
  )
  return one
}

describe('导入收回一部分', () => {
  it.each(owners)('%s：没有人接着用的连同属于它的一起收回；属于它的有一条又改过，就都留下，并说明是哪一条', async (name) => {
    const first = await bring(name)
    await done(here, here.client.undoing.carryOut({ changeSet: first.changeSet }))
    expect(living(first.added)).toEqual([])
    const second = await bring(name)
    const edited = await editOne(second.added)
    if (edited === null) return
    await done(here, here.client.undoing.look({ changeSet: second.changeSet }))
    const { rows } = await here.client.undoing.kept({ changeSet: second.changeSet })
    expect(rows.filter(({ why }) => why.includes('接着改')).map(({ register, id }) => ({ register, id }))).toEqual([edited])
    const { registers } = await here.client.undoing.preview({ changeSet: second.changeSet })
    const sum = registers.reduce((total, { taken, partly, kept, back }) => total + taken + partly + kept + back, 0)
    expect(sum).toBe(store().read.get<{ records: number }>(RECORDS, second.changeSet)?.records)
    if (registers.some(({ taken }) => taken > 0)) await done(here, here.client.undoing.carryOut({ changeSet: second.changeSet }))
    // Of what was on file before, the parts go one by one.
    const whole = second.added.some(({ register }) => register === name)
    if (whole) expect(living(second.added)).toEqual(second.added)
    else expect(living(second.added)).toContainEqual(edited)
    await sound()
  })
})

const RECORDS = 'SELECT count(DISTINCT j.register || j.record) AS records FROM journal j JOIN change_set c ON c.number = j.change_set WHERE c.id = ?'
