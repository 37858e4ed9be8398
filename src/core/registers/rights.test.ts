/** Attacks on the rights of the register engine, each of which once worked. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askerOf } from '../access/asker.ts'
import { registerNames, registerOf } from '../catalogue/index.ts'
import type { FieldDefinition } from '../catalogue/types.ts'
import { derivations } from '../features/derivations.ts'
import { exportTo } from '../features/exports/exportTo.ts'
import { historyEntries } from '../features/records/handlers.ts'
import { undoChangeSet } from '../features/records/undo.ts'
import { summaryOf } from '../features/home/summary.ts'
import type { SessionUser } from '../features/session/contract.ts'
import type { Row, Where } from '../shapes.ts'
import { syntheticPerson } from '../testing/builders.ts'
import { testOffice, TODAY, userOf, type TestOffice } from '../testing/office.ts'
import { Lookups, MOST_LOOKUPS } from './hidden.ts'
import { changesFor, entriesFor } from './journal.ts'

let office: TestOffice
const administrator = userOf('administrator')
const reader = userOf('reader')
const OWN = '621125100204'
const FOREIGN = '621125101201'
/** Limited to one village. */
const clerk: SessionUser = { ...userOf('clerk'), id: 'u-village', divisions: [OWN] }

interface Family {
  readonly household: string
  readonly person: string
  readonly number: string
  readonly name: string
}

async function enter(village: string, name: string): Promise<Family> {
  const { sex, id_number, birth_date } = syntheticPerson({ name })
  const { result } = await office.store.change({ id: 'u-admin', name: '王主任' }, { kind: 'edit', title: `录入${name}` }, (transaction) => {
    const household = transaction.insert('household', { village, exit_status: '0', valid: true, phone: '13900001111' })
    const person = transaction.insert('person', { name, sex, id_number, birth_date })
    transaction.insert('membership', { household_id: household, person_id: person, relation: '01', status: '1' })
    transaction.insert('person_year', { person_id: person, year: 2015, health: '03', illness: '脑梗' })
    transaction.insert('household_year', { household_id: household, year: 2015 })
    return { household, person }
  })
  return { ...result, number: id_number, name }
}

let own: Family
let foreign: Family
beforeAll(async () => {
  office = await testOffice({ households: 40 })
  own = await enter(OWN, '牛大山')
  foreign = await enter(FOREIGN, '马二河')
})
afterAll(() => office.end())

const asker = (user: SessionUser) => askerOf(user, office.unit.code)
const error = (code: string): unknown => expect.objectContaining({ code })

describe('日志', () => {
  it('限于一村的录入员在操作记录和首页里看不到别村的操作', () => {
    const titles = (user: SessionUser): string[] => changesFor(office.store, asker(user), { limit: 500, offset: 0 }).rows.map(({ title }) => title)
    expect(titles(administrator)).toEqual(expect.arrayContaining(['录入牛大山', '录入马二河']))
    expect(titles(clerk)).toContain('录入牛大山')
    expect(titles(clerk)).not.toContain('录入马二河')
    expect(changesFor(office.store, asker(clerk), { limit: 1, offset: 0 }).total).toBe(titles(clerk).length)
    expect(summaryOf(office, clerk, 2015, TODAY).recent.map(({ title }) => title)).not.toContain('录入马二河')
  })

  it('一次操作的内容只给看得到的记录；别村的一条也没有', () => {
    const sets = changesFor(office.store, asker(administrator), { limit: 500, offset: 0 }).rows
    const of = (title: string): string => sets.find((row) => row.title === title)?.id ?? ''
    expect(entriesFor(office.store, asker(clerk), of('录入马二河'), { limit: 100, offset: 0 })).toEqual({ total: 0, entries: [] })
    const seen = entriesFor(office.store, asker(clerk), of('录入牛大山'), { limit: 100, offset: 0 })
    expect([seen.total, new Set(seen.entries.map(({ record }) => record)).has(own.person)]).toEqual([5, true])
    const demo = sets.find(({ kind }) => kind === 'demo')?.id ?? ''
    for (const { register, record } of entriesFor(office.store, asker(clerk), demo, { limit: 500, offset: 0 }).entries)
      expect(() => office.records.get(clerk, register, record)).not.toThrow()
  })

  it('搬走的人，后来在别村的历史不再给看', async () => {
    const mover = await enter(OWN, '刘三搬')
    const host = await enter(FOREIGN, '马四河')
    await office.store.change({ id: 'u-admin', name: '王主任' }, { kind: 'edit', title: '分户' }, (transaction) => {
      const membership = transaction.get<{ id: string }>('SELECT id FROM membership WHERE person_id = ?', mover.person)
      transaction.update('membership', membership?.id ?? '', { end_date: '2015-06-01', status: '3' })
      transaction.insert('membership', { household_id: host.household, person_id: mover.person, relation: '03', status: '1', start_date: '2015-06-02' })
    })
    await office.store.change({ id: 'u-admin', name: '王主任' }, { kind: 'edit', title: '改名' }, (transaction) => {
      transaction.update('person', mover.person, { name: '刘别村' })
    })
    const told = historyEntries(office, clerk, 'household', mover.household, { related: true })
    expect(JSON.stringify(told)).not.toContain('刘别村')
    expect(JSON.stringify(historyEntries(office, administrator, 'household', mover.household, { related: true }))).toContain('刘别村')
  })

  it('撤销自己的操作，只要它动的东西今天不归自己就不行', async () => {
    const mine = await office.records.save(clerk, { register: 'household', id: own.household, values: { address: '沟边' } })
    await office.store.change({ id: 'u-admin', name: '王主任' }, { kind: 'edit', title: '划走' }, (transaction) => {
      transaction.update('village_group', transaction.insert('village_group', { village: OWN, name: '占位' }), { name: '占位二' })
    })
    const moved = { ...clerk, divisions: [FOREIGN] }
    await expect(undoChangeSet(office, moved, mine.changeSet ?? '')).rejects.toEqual(error('FORBIDDEN'))
    await undoChangeSet(office, clerk, mine.changeSet ?? '')
    expect(office.records.get(clerk, 'household', own.household)['address']).toBeNull()
  })
})

describe('导出', () => {
  it('成员关系里的人搬到了别村，导出时他的号码和姓名不跟着出来', async () => {
    const mover = await enter(OWN, '胡五搬')
    await office.store.change({ id: 'u-admin', name: '王主任' }, { kind: 'edit', title: '分户' }, (transaction) => {
      const membership = transaction.get<{ id: string }>('SELECT id FROM membership WHERE person_id = ?', mover.person)
      transaction.update('membership', membership?.id ?? '', { end_date: '2015-06-01', status: '3' })
      transaction.insert('membership', { household_id: foreign.household, person_id: mover.person, relation: '03', status: '1', start_date: '2015-06-02' })
    })
    const path = join(office.directory, 'out.csv')
    await exportTo(office, clerk, { register: 'membership', format: 'csv' }, path)
    expect(readFileSync(path, 'utf8')).toContain(own.number)
    expect(readFileSync(path, 'utf8')).not.toContain(mover.number)
    await exportTo(office, administrator, { register: 'membership', format: 'csv' }, path)
    expect(readFileSync(path, 'utf8')).toContain(mover.number)
  })
})

describe('写入', () => {
  it('别村的记录改不了、删不了、拉不过来；所指的也必须归自己', async () => {
    const save = (register: string, values: Row, id?: string): Promise<unknown> =>
      office.records.save(clerk, { register, values, ...(id === undefined ? {} : { id }) })
    await expect(save('person', { phone: '13900000000' }, foreign.person)).rejects.toEqual(error('NOT_FOUND'))
    await expect(save('membership', { household_id: own.household, person_id: foreign.person, relation: '03' })).rejects.toEqual(error('VALIDATION'))
    await expect(save('person_year', { person_id: foreign.person, year: 2016 })).rejects.toEqual(error('VALIDATION'))
    await expect(save('household', { village: FOREIGN }, own.household)).rejects.toEqual(error('FORBIDDEN'))
    await expect(
      office.records.batch(clerk, { register: 'household', ids: [own.household, foreign.household], values: { address: '甲' }, reason: '乙' }),
    ).rejects.toEqual(error('NOT_FOUND'))
    await expect(save('household', { village: OWN, exit_status: '0' })).resolves.toMatchObject({ proposed: false })
  })

  it('重复的证件号只说已登记，不说是谁', async () => {
    const again = office.records.save(clerk, {
      register: 'person',
      values: { ...syntheticPerson(), id_number: foreign.number, sex: '1', birth_date: '1975-03-12' },
    })
    const told = await again.then(
      () => null,
      (thrown: unknown) => thrown as { code: string; message: string; action: string; issues: unknown },
    )
    expect(told?.code).toBe('DUPLICATE')
    expect(JSON.stringify([told?.message, told?.action, told?.issues])).not.toContain(foreign.name)
  })

  it('全县的帮扶责任人，一村的录入员能新增，不能改，也看不到 18 位号码；新增错了自己撤销', async () => {
    const { rows } = office.records.query(clerk, { register: 'helper', limit: 50 })
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(String(row['id_number'] ?? '')).not.toMatch(/\d{17}/)
    const helper = String(rows[0]?.['id'])
    await expect(office.records.save(clerk, { register: 'helper', id: helper, values: { name: '改名' } })).rejects.toEqual(error('FORBIDDEN'))
    await expect(office.records.remove(clerk, { register: 'helper', ids: [helper], reason: '删' })).rejects.toEqual(error('FORBIDDEN'))
    const added = await office.records.save(clerk, { register: 'helper', values: { name: '新来的' } })
    await undoChangeSet(office, clerk, added.changeSet ?? '')
    expect(office.records.get(administrator, 'helper', added.id)['deleted']).toBe(true)
  })

  it('用户的写入只有一个门', () => {
    const core = fileURLToPath(new URL('..', import.meta.url))
    const files = readdirSync(core, { recursive: true })
      .map(String)
      .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|testing\//.test(file))
    const beside = files.filter((file) => /\bstore\??\.(change|changeInSteps)\(/.test(readFileSync(join(core, file), 'utf8')))
    // What came late follows a change of villages that was decided already. Users are no records; set-up, upgrading and the demonstration have nobody to ask; undo is carried out by the store in the name the door gives it.
    expect(beside.toSorted()).toEqual([
      'features/demo/fill.ts',
      'features/demo/pictures/index.ts',
      'features/succession/followUp.ts',
      'features/users/keepUsers.ts',
      'features/users/service.ts',
      'office/newOffice.ts',
      'office/openOffice.ts',
      'registers/writer.ts',
      'store/history.ts',
    ])
  })
})

describe('看不全的内容', () => {
  const ask = (user: SessionUser, register: string, where: Where) => () => office.records.query(user, { register, where, limit: 0 })

  it('只读用户不能按它筛选、排序、按片段搜索、按它导出', () => {
    for (const where of [
      { id_number: { startsWith: '621125' } },
      { id_number: { contains: '1975' } },
      { id_number: { gt: '621125' } },
      { not: { or: [{ phone: '13900001111' }] } },
      { id_number: { in: [own.number] } },
    ]) {
      expect(ask(reader, 'person', where), JSON.stringify(where)).toThrow(error('FORBIDDEN'))
    }
    expect(ask(reader, 'person_year', { health: { has: '03' } })).toThrow(error('FORBIDDEN'))
    expect(ask(reader, 'person_year', { illness: { empty: false } })).toThrow(error('FORBIDDEN'))
    expect(ask(reader, 'household', { phone: { empty: false } })).not.toThrow()
    expect(() => office.records.query(reader, { register: 'person', sort: [{ field: 'id_number' }] })).toThrow(error('FORBIDDEN'))
    expect(() => [...office.records.select(reader, { register: 'person', sort: [{ field: 'phone' }] })]).toThrow(error('FORBIDDEN'))
    expect(office.records.query(reader, { register: 'person', text: own.number.slice(8, 17) }).total).toBe(0)
    expect(office.records.query(reader, { register: 'household', text: '13900001111' }).total).toBe(0)
    expect(office.records.query(reader, { register: 'household', text: own.number }).total).toBe(1)
    expect(ask(clerk, 'helper', { id_number: { startsWith: '62' } })).toThrow(error('FORBIDDEN'))
    expect(ask(administrator, 'person', { id_number: { startsWith: '62' } })).not.toThrow()
  })

  it('遮盖的号码连同出生日期也还原不出来', () => {
    const [row] = office.records.query(reader, { register: 'person', where: { name: own.name } }).rows
    expect(row?.['id_number']).toBe(`${own.number.slice(0, 6)}************`)
    expect(office.records.query(reader, { register: 'person_year', where: { person_id: own.person } }).rows[0]).toMatchObject({ health: null, illness: null })
  })

  it('完整号码一分钟只能查 30 次', () => {
    let now = 0
    const lookups = new Lookups(() => now)
    for (let index = 0; index < MOST_LOOKUPS; index += 1) lookups.note(asker(reader))
    expect(() => lookups.note(asker(reader))).toThrow(error('TOO_MANY_ATTEMPTS'))
    expect(() => lookups.note(asker({ ...reader, id: 'another' }))).not.toThrow()
    now = 60_001
    expect(() => lookups.note(asker(reader))).not.toThrow()
    const busy = { ...reader, id: 'busy' }
    const all = (): unknown[] =>
      Array.from({ length: MOST_LOOKUPS + 1 }, () => office.records.query(busy, { register: 'person', where: { id_number: own.number } }))
    expect(all).toThrow(error('TOO_MANY_ATTEMPTS'))
  })
})

describe('法则：敏感随计算而来', () => {
  const other = ({ type }: FieldDefinition): string | number | boolean => {
    if (type === 'boolean') return true
    if (type === 'year') return 1999
    return type === 'date' ? '1999-09-09' : type === 'code' || type === 'codes' ? '99' : '621125199909090007'
  }

  it('敏感的字段一变，随之变化的计算列也必须标为敏感', async () => {
    // Whether there is anything to mend says nothing of what it is: the list of findings tells that, as far as somebody may know.
    const ofFindings = new Set(
      derivations.flatMap(({ register, readsFindings, formula }) =>
        readsFindings === undefined ? [] : (formula?.columns ?? []).map((key) => `${register}.${key}`),
      ),
    )
    const columns = registerNames.flatMap((register) =>
      registerOf(register)
        .fields.filter((field) => field.derived !== undefined && !ofFindings.has(`${register}.${field.key}`))
        .map((field) => ({ register, field })),
    )
    const { read } = office.store
    const snapshot = (): string[] => columns.map(({ register, field }) => JSON.stringify(read.all(`SELECT ${field.key} FROM ${register} ORDER BY id`)))
    const someone = await enter(OWN, '法则甲')
    const ids: Readonly<Record<string, string>> = { household: someone.household, person: someone.person }
    const followed = new Set<string>()
    for (const register of registerNames) {
      const id = ids[register] ?? read.get<{ id: string }>(`SELECT id FROM ${register} WHERE deleted = 0 ORDER BY created_at DESC, id DESC LIMIT 1`)?.id
      if (id === undefined) continue
      for (const field of registerOf(register).fields.filter((one) => one.sensitive !== undefined && one.derived === undefined)) {
        const before = snapshot()
        await office.store.change({ id: 'law', name: '法则' }, { kind: 'edit', title: '改' }, (transaction) => {
          transaction.update(register, id, { [field.key]: other(field) })
        })
        for (const [index, text] of snapshot().entries()) {
          const column = columns[index]
          if (text === before[index] || column === undefined) continue
          followed.add(`${column.register}.${column.field.key}`)
          expect(column.field.sensitive, `${register}.${field.key} → ${column.register}.${column.field.key}`).toBe(field.sensitive)
        }
      }
    }
    expect(followed).toContain('household.head_id_number')
  })

  it('名称说的是号码、电话、账号、健康、疾病、残疾的个人字段都标了', () => {
    const told = /证件号|身份证|电话|手机|账号|健康|疾病|病种|残疾/
    /** Counts of whole villages, what kind of document it is, whether it was compared, and aid that is no fact of one person. */
    const open = new Set(['person.id_type', 'identification.id_checked'])
    const unmarked = registerNames
      .filter((name) => !['village_year', 'village_group'].includes(name))
      .flatMap((name) =>
        registerOf(name)
          .fields.filter((field) => told.test(field.label) && field.sensitive === undefined && !open.has(`${name}.${field.key}`))
          .map((field) => `${name}.${field.key}`),
      )
    expect(unmarked).toEqual([])
  })
})
