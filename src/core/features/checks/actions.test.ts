import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testOffice, userOf as personOf, type TestOffice } from '../../testing/office.ts'
import {
  carry,
  carryAll,
  closeOffices,
  COUNTY,
  enterHousehold,
  openOffices,
  TODAY,
  TOWNSHIP_ONE,
  VILLAGE_ONE,
  type DeskSite,
} from '../exchange/testing/offices.ts'
import type { FindingItem } from './contract.ts'
import { actOnFindings, countFindings, listFindings, setRule } from './service.ts'

describe('问题的办理在单位之间', () => {
  let sites: DeskSite[]
  beforeAll(async () => {
    sites = await openOffices(COUNTY, TOWNSHIP_ONE)
  })
  afterAll(() => closeOffices(sites))
  const found = ({ office, user }: DeskSite, rule: string): FindingItem[] => listFindings(office, user, { filter: { rule }, limit: 50, offset: 0 }, TODAY).rows

  it('各单位自己算出问题，办理随数据包走；两边各说各的，是同一条办理', async () => {
    const [county, township] = sites as [DeskSite, DeskSite]
    const { household } = await enterHousehold(township, VILLAGE_ONE)
    await township.site.act((transaction) => {
      transaction.update('household', household, { phone: '09324862301' })
    })
    await carryAll(county, township)
    for (const site of sites) expect(found(site, '13.1-10h')).toMatchObject([{ about: household, state: 'open' }])
    const [item] = found(township, '13.1-10h')
    if (item === undefined) throw new Error('finding expected')
    await actOnFindings(township.office, township.user, [item], { act: 'explain', reason: '只有座机' }, TODAY)
    await carry(township, county)
    expect(found(county, '13.1-10h')).toMatchObject([{ state: 'explained', reason: '只有座机' }])
    await actOnFindings(county.office, county.user, [item], { act: 'close', reason: '同意' }, TODAY)
    await carry(county, township)
    expect(found(township, '13.1-10h')).toMatchObject([{ state: 'closed', reason: '同意' }])
    expect(township.office.store.read.get('SELECT count(*) AS n FROM finding_action')).toEqual({ n: 1 })
  })

  it('县里停用的规则，乡镇收到以后也不再提示', async () => {
    const [county, township] = sites as [DeskSite, DeskSite]
    await setRule(county.office, county.user, { rule: '13.1-10h', off: true, reason: '座机多' }, TODAY)
    await carry(county, township)
    for (const { office } of sites) await office.checks.settled()
    for (const site of sites) expect(found(site, '13.1-10h')).toEqual([])
  })
})

describe('谁看得见问题', () => {
  let office: TestOffice
  beforeAll(async () => {
    office = await testOffice({ households: 20 })
  })
  afterAll(() => office.end())

  it('病情的规则不让不能看病情的人知道，号码的规则只说规则名；限定区划的人只看自己的村', async () => {
    const [own, foreign] = office.store.read.all<{ id: string; person: string; number: string; village: string }>(
      `SELECT h.id, p.id AS person, p.id_number AS number, h.village FROM household h JOIN person p ON p.id = h.head_person_id WHERE h.deleted = 0 GROUP BY h.village LIMIT 2`,
    )
    if (own === undefined || foreign === undefined) throw new Error('two villages expected')
    await office.store.change({ id: 'x', name: '别处' }, { kind: 'edit', title: '来自别处' }, (transaction) => {
      for (const { id, person } of [own, foreign]) {
        transaction.update('household', id, { phone: '12' })
        transaction.update('person', person, { id_number: `${person.slice(-6)}19000101001` })
        const year = transaction.get<{ id: string }>('SELECT id FROM person_year WHERE person_id = ? AND deleted = 0 ORDER BY year DESC LIMIT 1', person)
        transaction.update('person_year', year?.id ?? '', { health: '01,03' })
      }
    })
    const seen = (who: Parameters<typeof personOf>[0]): FindingItem[] => listFindings(office, personOf(who), { filter: {}, limit: 500, offset: 0 }, TODAY).rows
    const rules = (rows: readonly FindingItem[]): Set<string> => new Set(rows.map(({ rule }) => rule))
    expect([...rules(seen('administrator'))]).toEqual(expect.arrayContaining(['13.1-1', '13.1-10h', '13.1-12a']))
    const read = seen('reader')
    expect([...rules(read)]).not.toContain('13.1-12a')
    expect(countFindings(office, personOf('reader'), 'rule', {}, TODAY).map(({ key }) => key)).not.toContain('13.1-12a')
    expect(read.filter(({ rule }) => rule === '13.1-1').map(({ message }) => message)).toEqual(
      expect.arrayContaining(['不符合规则：证件号码长度：18、20 或 22 位，15 位须升级。']),
    )
    expect(JSON.stringify(read)).not.toContain('19000101001')
    // The clerk enters one township alone.
    expect(seen('clerk').every(({ division }) => division?.startsWith('621125100') === true)).toBe(true)
  })
})
