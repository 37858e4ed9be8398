/** Attacks through the household card, each of which once worked. */
import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Core } from '../../runtime.ts'
import { syntheticPerson } from '../../testing/builders.ts'
import { testOffice, TODAY, userOf, type TestOffice } from '../../testing/office.ts'
import type { SessionUser } from '../session/contract.ts'
import type { HouseholdDraft } from './contract.ts'
import { householdHandlers } from './handlers.ts'

const OWN = '621125100204'
const FOREIGN = '621125101201'
let office: TestOffice
let user: SessionUser
const clerk: SessionUser = { ...userOf('clerk'), divisions: [OWN] }
const core = { office: () => office, user: () => user, now: () => new Date(`${TODAY}T08:00:00Z`) } as unknown as Core
const as = (who: SessionUser) => {
  user = who
  return createRouterClient(householdHandlers(core), { context: { session: 'test' } })
}

interface Family {
  readonly household: string
  readonly person: string
  readonly membership: string
  readonly personYear: string
  readonly householdYear: string
  readonly number: string
  readonly name: string
}

async function enter(village: string, name: string): Promise<Family> {
  const { sex, id_number, birth_date } = syntheticPerson({ name })
  const { result } = await office.store.change({ id: 'x', name: '王主任' }, { kind: 'edit', title: '录入' }, (transaction) => {
    const household = transaction.insert('household', {
      village,
      exit_status: '0',
      valid: true,
      main_cause: '09',
      attribute: '01',
      identification_standard: '1',
    })
    const person = transaction.insert('person', { name, sex, id_number, birth_date, phone: '13900007777' })
    const membership = transaction.insert('membership', { household_id: household, person_id: person, relation: '01', status: '1' })
    const personYear = transaction.insert('person_year', { person_id: person, year: 2015 })
    return { household, person, membership, personYear, householdYear: transaction.insert('household_year', { household_id: household, year: 2015 }) }
  })
  return { ...result, number: id_number, name }
}

let own: Family
let foreign: Family
beforeAll(async () => {
  office = await testOffice({ households: 20 })
  own = await enter(OWN, '牛大山')
  foreign = await enter(FOREIGN, '马二河')
})
afterAll(() => office.end())

type Member = HouseholdDraft['members'][number]
const headOf = ({ person, membership, personYear, name }: Family): Member => ({
  person: { id: person, name },
  membership: { id: membership, relation: '01' },
  personYear: { id: personYear },
})
const draft = (members: Member[], householdYear: HouseholdDraft['householdYear'] = null): HouseholdDraft => ({
  year: 2015,
  reason: '测试',
  household: { id: own.household, village: OWN },
  householdYear,
  members,
})
const stranger = (): Member => {
  const { name, id_number } = syntheticPerson({ birthDate: '1999-05-06' })
  return { person: { name, id_number }, membership: { relation: '03' }, personYear: {} }
}
const journal = (): unknown => office.store.lastSequence

describe('户卡片里的编号', () => {
  it.each([
    ['别村的人', () => draft([headOf(own), { ...stranger(), person: { id: foreign.person, name: '被改名' } }])],
    ['别村的成员关系', () => draft([headOf(own), { ...stranger(), membership: { id: foreign.membership, relation: '03' } }])],
    ['别村的人年度记录', () => draft([headOf(own), { ...stranger(), personYear: { id: foreign.personYear, education: '03' } }])],
    ['别村的户年度记录', () => draft([headOf(own)], { id: foreign.householdYear, wage_income: 100 })],
    [
      '别村的社',
      () => ({
        ...draft([headOf(own)]),
        household: {
          id: own.household,
          village: OWN,
          group_id: String(office.store.read.get<{ id: string }>('SELECT id FROM village_group WHERE village <> ? LIMIT 1', OWN)?.id),
        },
      }),
    ],
  ])('%s写不进来，什么也没有变', async (_, made) => {
    const before = journal()
    await expect(as(clerk).save(made())).rejects.toMatchObject({ code: expect.stringMatching(/^(FORBIDDEN|VALIDATION)$/) as unknown })
    expect(journal()).toBe(before)
    expect(office.records.get(userOf('administrator'), 'person', foreign.person)['name']).toBe(foreign.name)
  })

  it('填别村人的证件号，人拉不过来，也不说是谁、在哪一户', async () => {
    const before = journal()
    const told = await as(clerk)
      .save(draft([headOf(own), { ...stranger(), person: { name: foreign.name, id_number: foreign.number } }]))
      .then(
        () => null,
        (thrown: unknown) => thrown as Error & { action: string },
      )
    expect(told).toMatchObject({ code: 'DUPLICATE' })
    expect(`${told?.message ?? ''}${told?.action ?? ''}`).not.toContain(foreign.name)
    expect(journal()).toBe(before)
  })

  it('自己村的照常保存', async () => {
    expect((await as(clerk).save(draft([headOf(own), stranger()]))).changeSet).not.toBeNull()
  })
})

describe('按号码找户', () => {
  it('只在自己的范围内回答', async () => {
    for (const key of [foreign.household, foreign.number, foreign.name]) await expect(as(clerk).locate({ key })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await as(clerk).locate({ key: own.number })).id).toBe(own.household)
    expect((await as(userOf('administrator')).locate({ key: foreign.number })).id).toBe(foreign.household)
  })
})

describe('户卡片', () => {
  it('搬到别村的成员只留下姓名，现在的电话和所在户都不给', async () => {
    const mover = await enter(OWN, '刘三搬')
    await office.store.change({ id: 'x', name: '王主任' }, { kind: 'edit', title: '分户' }, (transaction) => {
      transaction.update('membership', mover.membership, { end_date: '2015-06-01', status: '3' })
      transaction.insert('membership', { household_id: foreign.household, person_id: mover.person, relation: '03', status: '1', start_date: '2015-06-02' })
    })
    const card = await as(clerk).detail({ id: mover.household, year: 2015 })
    expect(card.former.map(({ person, personYear }) => [Object.keys(person).toSorted(), personYear])).toEqual([[['id', 'name', 'revision'], {}]])
    expect(JSON.stringify(card)).not.toContain(foreign.name)
  })

  it('只读用户的卡片里没有校验的句子：句子里有号码和病情', async () => {
    const reader = { ...userOf('reader'), divisions: [OWN] }
    expect((await as(reader).detail({ id: own.household, year: 2015 })).findings).toEqual([])
    await expect(as(reader).save(draft([headOf(own)]))).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
