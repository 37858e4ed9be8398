/** What the household checks say of a decision: before it, of each choice, and after it; and why it was decided stands in the history. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { historyOf } from '../../store/history.ts'
import { checkConflict, listConflicts, resolveConflicts } from './conflicts.ts'
import { checkProposals, listProposals, settleProposals } from './proposals.ts'
import { carry, closeOffices, COUNTY, enterHousehold, openOffices, TODAY, TOWNSHIP_ONE, userOf, VILLAGE_ONE, type DeskSite } from './testing/offices.ts'

let county: DeskSite
let first: DeskSite
let second: DeskSite
let offices: DeskSite[]

beforeAll(async () => {
  offices = await openOffices(COUNTY, TOWNSHIP_ONE, TOWNSHIP_ONE)
  ;[county, first, second] = offices as [DeskSite, DeskSite, DeskSite]
})
afterAll(() => closeOffices(offices))

/** Somebody whose birth date is entered at two PCs: once as the ID number has it, once not. */
async function bornTwice(): Promise<{ person: string; right: string }> {
  const { person } = await enterHousehold(first, VILLAGE_ONE)
  const right = String(first.office.store.read.get<{ birth_date: string }>('SELECT birth_date FROM person WHERE id = ?', person)?.birth_date)
  await first.site.act((transaction) => transaction.update('person', person, { birth_date: null }))
  await carry(first, second)
  await first.site.act((transaction) => transaction.update('person', person, { birth_date: '1951-05-05' }))
  await second.site.act((transaction) => transaction.update('person', person, { birth_date: right }))
  await carry(second, first)
  return { person, right }
}

describe('裁定的后果', () => {
  it('每个值会引出什么提示，先看得到；试算什么也不写', async () => {
    const { person } = await bornTwice()
    const before = first.office.store.lastSequence
    const [conflict] = listConflicts(first.office, first.user, { limit: 10, offset: 0 }).rows
    const told = await checkConflict(first.office, first.user, { register: 'person', record: person, field: 'birth_date' })
    const wrong = conflict?.siblings.find(({ value }) => value === '1951-05-05')
    for (const sibling of told.siblings) {
      expect(sibling.checks.length > 0, sibling.author).toBe(sibling.author === wrong?.author)
      if (sibling.author === wrong?.author) expect(sibling.checks.join('')).toContain('出生日期')
    }
    expect(first.office.store.lastSequence).toBe(before)
    expect(listConflicts(first.office, first.user, { limit: 10, offset: 0 }).total).toBe(1)
    await expect(checkConflict(first.office, userOf('reader'), { register: 'person', record: person, field: 'birth_date' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })

  it('检查不挡裁定：定了以后说出提示，理由写进历史', async () => {
    const [conflict] = listConflicts(first.office, first.user, { limit: 10, offset: 0 }).rows
    const record = conflict?.record ?? ''
    const standing = conflict?.siblings.find(({ provisional }) => provisional)?.value
    const wrong = conflict?.siblings.find(({ value }) => value === '1951-05-05')
    const decision = {
      register: 'person',
      record,
      field: 'birth_date',
      take: { author: wrong?.author ?? '', number: wrong?.number ?? 0, stamp: wrong?.stamp ?? '' },
    }
    const { findings } = await resolveConflicts(first.office, first.user, [decision], '本人这样说', TODAY)
    expect(findings.length > 0).toBe(standing !== '1951-05-05')
    expect(first.office.store.read.get('SELECT birth_date FROM person WHERE id = ?', record)).toEqual({ birth_date: '1951-05-05' })
    await carry(first, second)
    expect(historyOf(second.office.store.read, [record], 'birth_date')[0]).toMatchObject({ reason: '本人这样说' })
  })
})

describe('采纳建议的后果', () => {
  it('会引出提示的先说，要写理由；理由和建议的理由都在历史里', async () => {
    const { person } = await enterHousehold(first, VILLAGE_ONE)
    await carry(first, county)
    await county.office.store.change({ id: 'u', name: '赵科长' }, { kind: 'edit', title: '改', reason: '公安比对' }, (transaction) =>
      transaction.update('person', person, { birth_date: '1951-05-05' }),
    )
    await carry(county, first)
    const ids = listProposals(first.office, first.user, { state: 'open', limit: 10, offset: 0 }).rows.map(({ id }) => id)
    expect((await checkProposals(first.office, first.user, ids)).findings.join('')).toContain('出生日期')
    await expect(settleProposals(first.office, first.user, { ids, accept: true })).rejects.toMatchObject({
      code: 'VALIDATION',
      action: expect.stringContaining('写明理由') as unknown,
    })
    const { findings } = await settleProposals(first.office, first.user, { ids, accept: true, reason: '以公安为准' })
    expect(findings.join('')).toContain('出生日期')
    expect(historyOf(first.office.store.read, [person], 'birth_date')[0]).toMatchObject({ reason: `以公安为准；${COUNTY}建议：公安比对` })
  })
})
