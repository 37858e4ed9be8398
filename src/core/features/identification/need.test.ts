/** Score sheets of a campaign and the order of need (readings.md 11), with a real store: what a sheet says is the case's, and the step waits for it. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeSteps, openAt } from '../../procedures/make.ts'
import { publish } from '../../questionnaires/keep.ts'
import { saveSheet } from '../../questionnaires/sheets.ts'
import type { Row } from '../../shapes.ts'
import type { SqlRow } from '../../store/index.ts'
import { verify } from '../../store/verify.ts'
import { stepEffects } from '../procedures/effects.ts'
import { entryAssessment } from '../questionnaires/builtIn/entryAssessment.ts'
import { householdCheck } from '../questionnaires/builtIn/householdCheck.ts'
import { redLineList } from '../questionnaires/builtIn/redLineList.ts'
import { closeOffices, enterHousehold, openOffices, TODAY, TOWNSHIP_ONE, VILLAGE_ONE, type DeskSite } from '../exchange/testing/offices.ts'

let here: DeskSite
let offices: DeskSite[]
const published = new Map<string, string>()
beforeAll(async () => {
  offices = await openOffices(TOWNSHIP_ONE)
  here = offices[0] as DeskSite
  for (const one of [entryAssessment, redLineList, householdCheck]) published.set(one.code, (await publish(ports(), here.user, one, '2015-08-30')).id)
})
afterAll(() => closeOffices(offices))

const ports = () => ({ ...here.office, parameters: () => here.office.parameters(), effects: stepEffects })
const save = async (register: string, values: Row): Promise<string> => (await here.office.records.save(here.user, { register, values, reason: '已核对' })).id
const caseOf = (id: string): SqlRow => here.office.store.read.get<SqlRow>('SELECT * FROM identification WHERE id = ?', id) ?? {}

async function campaignOf(round: number): Promise<string> {
  return save('campaign', { name: `第 ${round} 轮`, year: 2015, round, issued_by: TOWNSHIP_ONE, starts_on: '2015-09-01', ends_on: '2015-11-30' })
}

const open = (campaign: string, subject: string, people: number): Promise<string> =>
  save('identification', {
    campaign_id: campaign,
    subject,
    village: VILLAGE_ONE,
    scope: subject.startsWith('household:') ? '1' : '3',
    direction: '1',
    ground: '1',
    opened_on: '2015-09-02',
    people,
  })

const answer = (code: string, subject: string, answers: Record<string, string>, askedBy: string | null = '甲、乙'): Promise<{ id: string }> => {
  const [register = '', id = ''] = subject.split(':')
  const sheet = { subject: { register, id }, askedOn: '2015-09-04', askedBy, answeredBy: null, remark: null, answers }
  return saveSheet(ports(), here.user, published.get(code) ?? '', sheet)
}
const SCORED = { house: '2', farming: '3', labour: '3', study: '3', health: '1', agrees: '1' }

describe('评分表', () => {
  it('批次的评分表没有答、只有一名调查人，都不能办入户评估；答好了得分、命中的红线、人均纯收入都在核查上', async () => {
    const campaign = await campaignOf(1)
    const unlisted = await save('unlisted_household', { village: VILLAGE_ONE, head_name: '马申请', stated_population: 3 })
    const subject = `unlisted_household:${unlisted}`
    const id = await open(campaign, subject, 3)
    const visit = async () => {
      const request = { register: 'identification', ids: [id], step: 'visit', on: '2015-09-05', remark: null, signatures: ['甲', '乙'], act: null }
      return (await makeSteps(ports(), here.user, request, TODAY)).refused.flatMap(({ missing }) => missing.map(({ message }) => message))
    }
    expect(await visit()).toEqual([expect.stringContaining('评分表（entry_assessment）还没有答')])
    const { id: sheet } = await answer('entry_assessment', subject, SCORED, '甲、甲')
    expect(await visit()).toEqual([expect.stringContaining('2 名不同的调查人，现在写了 1 名')])
    await here.site.act((transaction) => transaction.update('answered_sheet', sheet, { asked_by: '甲、乙' }))
    await answer('red_lines', subject, { r03: '1', r03_shown: '面包车一辆' })
    await answer('household_check', subject, { people: '3', workers: '1', water: '1', allowance: '0', potato_income: '5000', wages: '4001' })
    // 15 + 10 + 10 + 5 + 15; (5000 × 0.6 + 4001) ÷ 3 = 2333.67
    expect(caseOf(id)).toMatchObject({ score: 5500, surveyors: 2, sheet_hits: 'r03', income_per_person: 233_367, severe: null, need_rank: 1 })
    expect(await visit()).toEqual([])
    expect(caseOf(id)['stage']).toBe('visited')
  })
})

interface Needy {
  readonly score: number
  readonly income: number | null
  readonly severe: boolean
}

/** The order that readings.md 11 asks for, written anew. */
function before(one: Needy & { no: string }, other: Needy & { no: string }): number {
  if (one.score !== other.score) return other.score - one.score
  const [left, right] = [one.income ?? Number.MAX_SAFE_INTEGER, other.income ?? Number.MAX_SAFE_INTEGER]
  if (left !== right) return left - right
  if (one.severe !== other.severe) return one.severe ? -1 : 1
  return one.no < other.no ? -1 : 1
}

describe('贫困程度的排序', () => {
  it('任意一批户：名次是 1 到 n，每户一个，与得分、人均收入、重残重病、户编号的次序一致', async () => {
    const needy = fc.record({
      score: fc.constantFrom(2000, 4000, 5500),
      income: fc.option(fc.constantFrom(120_000, 230_000), { nil: null }),
      severe: fc.boolean(),
    })
    let round = 10
    await fc.assert(
      fc.asyncProperty(fc.array(needy, { minLength: 1, maxLength: 9 }), async (households) => {
        round += 1
        const campaign = await campaignOf(round)
        const entered = []
        for (const one of households) {
          const { household } = await enterHousehold(here, VILLAGE_ONE)
          const subject = `household:${household}`
          const id = await open(campaign, subject, 2)
          await here.site.act((transaction) => {
            const member = here.office.store.read.get<{ person_id: string }>('SELECT person_id FROM membership WHERE household_id = ?', household)
            if (one.income !== null) transaction.insert('household_year', { household_id: household, year: 2015, stated_income_per_person: one.income })
            if (one.severe) transaction.insert('person_year', { person_id: member?.person_id ?? '', year: 2014, health: '02,04' })
          })
          await answer('entry_assessment', subject, SHEETS[one.score] ?? SCORED)
          entered.push({ ...one, id, no: String(caseOf(id)['household_no']) })
        }
        const expected = entered.toSorted(before).map(({ id }) => id)
        const ranked = entered.map(({ id }) => ({ id, rank: Number(caseOf(id)['need_rank']) })).toSorted((one, other) => one.rank - other.rank)
        expect(ranked).toEqual(expected.map((id, index) => ({ id, rank: index + 1 })))
      }),
      { numRuns: 9, endOnFailure: true },
    )
    expect((await verify(here.office.store.read, here.office.store.derivations)).findings).toEqual([])
  })
})

/** Answers that score 20, 40 and 55. */
const SHEETS: Readonly<Record<number, Record<string, string>>> = {
  2000: { house: '1', farming: '4', labour: '4', study: '4', health: '3', agrees: '1' },
  4000: { house: '1', farming: '2', labour: '4', study: '4', health: '3', agrees: '1' },
  5500: SCORED,
}

describe('规模', () => {
  it('连同这一户超过下达的规模不能乡镇审核；规模调整单以后可以，原来的数还在；没有下达规模的不管', async () => {
    const campaign = await campaignOf(20)
    const entered = async (name: string, people: number): Promise<string> => {
      const unlisted = await save('unlisted_household', { village: VILLAGE_ONE, head_name: name, stated_population: people })
      const id = await open(campaign, `unlisted_household:${unlisted}`, people)
      await here.site.act((transaction) => transaction.update('identification', id, { proposed_outcome: '2' }))
      await openAt(here.office, here.user, { register: 'identification', ids: [id], state: 'deliberated', on: '2015-09-05', basis: '会议记录' })
      const act = await save('shared_act', { name: `公示${name}`, kind: 'notice', division: VILLAGE_ONE, held_on: '2015-09-06' })
      const posted = { register: 'identification', ids: [id], step: 'post', on: '2015-09-06', remark: null, signatures: [], act }
      expect((await makeSteps(ports(), here.user, posted, TODAY)).refused).toEqual([])
      return id
    }
    const review = async (id: string): Promise<string[]> => {
      const request = { register: 'identification', ids: [id], step: 'review', on: '2015-09-20', remark: null, signatures: [], act: null }
      return (await makeSteps(ports(), here.user, request, TODAY)).refused.flatMap(({ missing }) => missing.map(({ message }) => message))
    }
    const [first, second] = [await entered('马一', 4), await entered('马二', 3)]
    expect(await review(first)).toEqual([])
    const task = await here.site.act((transaction) => {
      const measure = transaction.insert('target_measure', { name: '识别规模', statistic: 'identification_quota', measure: 'people', ceiling: true })
      const id = transaction.insert('target_task', { measure_id: measure, year: 2015, place: VILLAGE_ONE, amount: 600, issued_by: 'township' })
      return { id, measure }
    })
    expect(await review(second)).toEqual([expect.stringContaining('要识别 7 人，超过下达的规模 6 人')])
    const order = { document_no: '漳扶发〔2015〕9号', adjusted_on: '2015-09-18', before: 600, after: 700, reason: '漏评', issued_by: 'township' }
    await save('target_adjustment', { measure_id: task.result.measure, year: 2015, place: VILLAGE_ONE, ...order })
    expect(await review(second)).toEqual([])
    expect(here.office.store.read.get('SELECT amount, amount_now FROM target_task WHERE id = ?', task.result.id)).toEqual({ amount: 600, amount_now: 700 })
  })
})
