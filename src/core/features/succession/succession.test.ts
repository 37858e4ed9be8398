/** Villages that go into others, at one office: what goes along, what stays, who goes on seeing it, and the way back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { undo } from '../../store/history.ts'
import { verify } from '../../store/verify.ts'
import { syntheticPerson } from '../../testing/builders.ts'
import { testOffice, userOf, type TestOffice } from '../../testing/office.ts'
import type { SessionUser } from '../session/contract.ts'
import { applyChange, forerunners, listChanges, previewChange, renameVillage } from './changes.ts'

const [A, B, C, OTHER] = ['621125100204', '621125100205', '621125100206', '621125101201'] as const
const TODAY = '2016-11-20'
const DOCUMENT = { on: '2016-07-01', documentNo: '漳政发〔2016〕12号', reason: '并村' }
const admin = userOf('administrator')
const clerkOf = (village: string): SessionUser => ({ ...userOf('clerk'), id: `u-${village}`, divisions: [village] })

let office: TestOffice
const ids: Record<'household' | 'neighbour' | 'person' | 'group' | 'old' | 'thisYear', string> = {
  household: '',
  neighbour: '',
  person: '',
  group: '',
  old: '',
  thisYear: '',
}

beforeAll(async () => {
  office = await testOffice()
  await office.store.change({ id: 'x', name: '甲' }, { kind: 'edit', title: '录入' }, (transaction) => {
    const card = transaction.insert('village', { village: A, village_attribute: 'x1', leader: '甲某' })
    transaction.insert('village', { village: C, village_attribute: 'x1', leader: '乙某' })
    for (const year of [2015, 2016]) transaction.insert('village_year', { village_id: card, year, households: 300 + year - 2015 })
    ids.group = transaction.insert('village_group', { village: A, name: '一社' })
    transaction.insert('village_group', { village: B, name: '一社' })
    ids.household = transaction.insert('household', {
      village: A,
      group_id: ids.group,
      identification_standard: '1',
      exit_status: '0',
      valid: true,
      household_no: '1',
    })
    ids.neighbour = transaction.insert('household', { village: B, identification_standard: '1', exit_status: '0', valid: true, household_no: '2' })
    const { name, sex, id_number, birth_date } = syntheticPerson({ birthDate: '1960-01-02' })
    ids.person = transaction.insert('person', { name, sex, birth_date, id_type: '01', id_number }, undefined, A)
    transaction.insert('membership', { household_id: ids.household, person_id: ids.person, relation: '01', status: '1' })
    ids.old = transaction.insert('household_year', { household_id: ids.household, year: 2015, farmland: 100 })
    ids.thisYear = transaction.insert('household_year', { household_id: ids.household, year: 2016, farmland: 110 })
    transaction.insert('transfer', { household_id: ids.neighbour, from_village: B, to_village: A, state: 'out', out_on: '2016-06-01' })
    for (const [record, register] of [
      [ids.person, 'person'],
      [card, 'village'],
    ] as const)
      transaction.insert('attachment', {
        register,
        record,
        village: A,
        name: '照片',
        sha256: record.padEnd(64, '0').slice(0, 64),
        media_type: 'image/jpeg',
        size: 1,
      })
  })
})
afterAll(() => office.end())

const value = (sql: string, ...parameters: string[]): unknown => Object.values(office.store.read.get<Record<string, unknown>>(sql, ...parameters) ?? {})[0]
const counted = (id: string): unknown => value('SELECT coalesce(counted_village, village) FROM household_year WHERE id = ?', id)
const figures = (): unknown =>
  office.store.read.all(
    `SELECT coalesce(counted_village, village) AS place, year, count(*) AS n, sum(farmland) AS land FROM household_year WHERE year < 2016 AND deleted = 0 GROUP BY 1, 2 ORDER BY 1, 2`,
  )
const sound = async (): Promise<unknown> => (await verify(office.store.read, office.store.derivations)).findings

describe('两村合并', () => {
  it('办之前数得清什么跟着走、什么留在原村', () => {
    const { kind, villages } = previewChange(office, admin, { villages: [A], into: { village: B }, on: DOCUMENT.on }, TODAY)
    expect(kind).toBe('merged')
    expect(villages[0]?.goes).toEqual([
      { label: '社（村民小组）', count: 1 },
      { label: '户', count: 1 },
      { label: '家庭成员', count: 1 },
      { label: '没办完的迁移', count: 1 },
      { label: '照片和文件', count: 1 },
      { label: '2016 年起的户年度记录', count: 1 },
    ])
    expect(villages[0]?.stays).toContainEqual({ label: '以前或已锁定年度的户年度记录', count: 1 })
  })

  it('户、社、照片、没办完的迁移和当年的年度记录走，以前的年度一个数也不变；撤销一步回到原样', async () => {
    const before = { figures: figures(), all: office.store.read.all('SELECT id, village, counted_village FROM household_year ORDER BY id') }
    const { changeSet, moved } = await applyChange(office, admin, { villages: [A], into: { village: B }, ...DOCUMENT }, TODAY)
    expect(moved).toBe(2)
    expect(figures()).toEqual(before.figures)
    expect([counted(ids.old), counted(ids.thisYear)]).toEqual([A, B])
    expect(value('SELECT village FROM household WHERE id = ?', ids.household)).toBe(B)
    expect(value('SELECT village FROM person WHERE id = ?', ids.person)).toBe(B)
    expect(office.store.read.get('SELECT village, name FROM village_group WHERE id = ?', ids.group)).toEqual({
      village: B,
      name: `${office.divisions.nameOf(A).replace(/村$/, '')}一社`,
    })
    expect(office.store.read.all('SELECT register, village FROM attachment ORDER BY register')).toEqual([
      { register: 'person', village: B },
      { register: 'village', village: A },
    ])
    expect(value(`SELECT state FROM transfer WHERE household_id = ? AND change_id IS NULL`, ids.neighbour)).toBe('cancelled')
    expect(office.divisions.get(A)?.valid_to).toBe(2016)
    expect(forerunners(office, B)).toEqual([{ code: A, name: office.divisions.fullName(A), until: '2016-07-01' }])
    expect(listChanges(office, admin).rows).toMatchObject([
      { kind: 'merged', former: A, village: B, households: 1, documentNo: DOCUMENT.documentNo, changeSet },
    ])
    expect(await sound()).toEqual([])

    const late = await office.store.change({ id: 'x', name: '甲' }, { kind: 'edit', title: '补录' }, (transaction) =>
      transaction.insert('household_year', { household_id: ids.household, year: 2014, farmland: 90 }),
    )
    expect(counted(late.result)).toBe(A)
    await undo(office.store, { id: 'x', name: '甲' }, late.changeSet ?? '')
    await undo(office.store, { id: 'x', name: '甲' }, changeSet ?? '')
    expect(office.store.read.all(`SELECT id, village, counted_village FROM household_year WHERE deleted = 0 ORDER BY id`)).toEqual(before.all)
    expect([
      office.divisions.get(A)?.valid_to,
      value('SELECT count(*) FROM village_change WHERE deleted = 0'),
      value('SELECT village FROM household WHERE id = ?', ids.household),
    ]).toEqual([null, 0, A])
    expect(await sound()).toEqual([])
  })

  it('锁定的年度不动；改过的不能整体撤销', async () => {
    await office.store.change({ id: 'x', name: '甲' }, { kind: 'lock', title: '锁定' }, (transaction) => {
      transaction.insert('year_lock', { division: A, year: 2016, level: 'county', state: 'locked' })
      transaction.keepYear(A, 2016)
    })
    const { changeSet } = await applyChange(office, admin, { villages: [A], into: { village: B }, ...DOCUMENT }, TODAY)
    expect(counted(ids.thisYear)).toBe(A)
    await office.store.change({ id: 'x', name: '甲' }, { kind: 'edit', title: '改地址' }, (transaction) =>
      transaction.update('household', ids.household, { address: '新址' }),
    )
    await expect(undo(office.store, { id: 'x', name: '甲' }, changeSet ?? '')).rejects.toMatchObject({ code: 'CANNOT_UNDO' })
    await expect(applyChange(office, admin, { villages: [A], into: { village: C }, ...DOCUMENT }, TODAY)).rejects.toMatchObject({
      code: 'VALIDATION',
      message: expect.stringContaining('已在 2016-07-01 变更'),
    })
  })

  it('只管原村的人接着看到现村，看得到原村以前的资料；别的村仍看不到', async () => {
    for (const village of [A, B]) {
      const user = office.divisions.withFamilies(clerkOf(village))
      expect([...user.divisions].toSorted()).toEqual([A, B])
      const { rows } = await office.records.query(user, { register: 'household', limit: 10, offset: 0 })
      expect(rows.map((row) => row['household_no'])).toEqual(['1', '2'])
    }
    expect(office.divisions.withFamilies(clerkOf(C)).divisions).toEqual([C])
  })

  it('按现村连同原村查，两边的都在；只按现村查，以前的仍归原村', async () => {
    const of = async (condition: object): Promise<number> =>
      (await office.records.query(admin, { register: 'household_year', where: { counted_village: condition }, limit: 10, offset: 0 })).total
    expect([await of({ eq: B }), await of({ eq: A }), await of({ lineage: B })]).toEqual([0, 2, 2])
  })

  it('表里写原村名的行归现村；写原村和以前年度的村情况表仍是原村的', () => {
    const name = office.divisions.nameOf(A)
    expect(office.divisions.match({ township: '武阳镇', village: name })).toEqual({ ok: true, code: B, former: A })
    expect(office.divisions.match({ village: A })).toEqual({ ok: true, code: B, former: A })
    expect(office.divisions.match({ township: '武阳镇', village: name }, { year: 2015, asThen: true })).toEqual({ ok: true, code: A })
    expect(office.divisions.match({ township: '武阳镇', village: name }, { year: 2016, asThen: true })).toEqual({ ok: true, code: B, former: A })
  })

  it('不经过区划变更写不了这条记录，也不能办没到日子的', async () => {
    await expect(
      office.records.save(admin, {
        register: 'village_change',
        values: { former_village: C, former_name: '丙', village: B, name: '乙', kind: 'merged', effective_on: '2016-01-01', document_no: '1', reason: '1' },
      }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(applyChange(office, admin, { villages: [C], into: { village: B }, ...DOCUMENT, on: '2017-01-01' }, TODAY)).rejects.toMatchObject({
      code: 'VALIDATION',
    })
    await expect(applyChange(office, userOf('clerk'), { villages: [C], into: { village: B }, ...DOCUMENT }, TODAY)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('换代码、划转、改名', () => {
  const NEW = '621125101290'
  it('划到另一个乡镇：新村的卡片和当年的村表从原村接过来，名称相同也认得', async () => {
    const { changeSet } = await applyChange(office, admin, { villages: [C], into: { code: NEW, name: office.divisions.nameOf(C) }, ...DOCUMENT }, TODAY)
    expect(listChanges(office, admin).rows.find(({ former }) => former === C)).toMatchObject({ kind: 'transferred', village: NEW })
    expect(office.store.read.get('SELECT village_attribute, leader FROM village WHERE village = ?', NEW)).toEqual({ village_attribute: 'x1', leader: '乙某' })
    expect(office.divisions.get(NEW)).toMatchObject({ parent_code: '621125101000', valid_from: 2016, valid_to: null })
    expect(office.divisions.match({ village: office.divisions.nameOf(C) })).toEqual({ ok: true, code: NEW, former: C })
    const added = await office.store.change({ id: 'x', name: '甲' }, { kind: 'edit', title: '新户' }, (transaction) =>
      transaction.insert('household', { village: NEW, identification_standard: '1', exit_status: '0', valid: true }),
    )
    await expect(undo(office.store, { id: 'x', name: '甲' }, changeSet ?? '')).rejects.toMatchObject({
      code: 'CANNOT_UNDO',
      message: expect.stringContaining('后来录入了'),
    })
    await undo(office.store, { id: 'x', name: '甲' }, added.changeSet ?? '')
    await undo(office.store, { id: 'x', name: '甲' }, changeSet ?? '')
    expect(office.divisions.get(NEW)).toBeUndefined()
    expect(await sound()).toEqual([])
  })

  it('改名不换代码：以前的年度用原名', async () => {
    const was = office.divisions.nameOf(OTHER)
    await renameVillage(office, admin, { village: OTHER, name: '新名村', ...DOCUMENT }, TODAY)
    expect([office.divisions.nameOf(OTHER), office.divisions.nameOf(OTHER, 2015), office.divisions.nameOf(OTHER, 2016)]).toEqual(['新名村', was, '新名村'])
    expect(office.divisions.match({ village: was })).toMatchObject({ ok: true, code: OTHER })
    expect(office.divisions.withFamilies(clerkOf(OTHER)).divisions).toEqual([OTHER])
  })
})
