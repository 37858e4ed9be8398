/**
 * The identification of spring 2015 in the demo, from both directions: who was not on file and is poor is found, who should not be on it is struck off,
 * who left wrongly in 2014 is put back; others are looked at and stay as they are (mechanisms.md M01).
 */
import type { DemoHousehold, HouseholdYear } from '../household.ts'
import type { VillagePlan } from '../plan.ts'
import type { Random } from '../random.ts'
import { drawName, drawSurname } from '../naming.ts'
import { FOUND_ON, type DemoRecord, type Sources } from '../records.ts'
import { holdMeeting, lineRecord, putUp, stepRecords, type Held, type Step } from './steps.ts'

const PROCEDURE = 'identification_stage'
const OPENED = '2015-03-10'
const FIRST = ['2015-03-20', '2015-03-26'] as const
const SECOND = ['2015-04-01', '2015-04-07'] as const

/** The campaign itself, of the whole county. */
export function campaignRecord(county: string, { ids }: Sources): DemoRecord & { register: 'campaign' } {
  return {
    register: 'campaign',
    id: ids.next('campaign', { issued_by: county, year: 2015, round: 1 }),
    values: {
      name: '2015年正反向结合精准识别（演示）',
      year: 2015,
      round: 1,
      issued_by: county,
      starts_on: '2015-03-01',
      ends_on: '2015-05-31',
      scopes: '1,2,3',
      score_sheet: null,
      red_line_sheet: null,
      income_sheet: null,
      remark: '演示数据没有装入评分表的答卷，所以批次没有写评分表。',
    },
  }
}

/** What a case is about and what became of it. */
interface Case {
  readonly subject: string
  readonly scope: '1' | '2' | '3'
  /** 正向 1, 反向 2. */
  readonly direction: '1' | '2'
  readonly ground: string
  readonly people: number
  readonly head: string
  /** 拟认定; null where everything stays as it is. */
  readonly outcome: string | null
  readonly values?: Readonly<Record<string, string | boolean>>
}

/** The cases of one village: its meetings and notices come with the first case that needs them. */
export class VillageCampaign {
  readonly #campaign: string
  readonly #village: VillagePlan
  readonly #random: Random
  readonly #sources: Sources
  #acts: { readonly group: Held; readonly meeting: Held; readonly first: Held; readonly second: Held; readonly announcement: Held } | null = null

  constructor(campaign: string, village: VillagePlan, random: Random, sources: Sources) {
    this.#campaign = campaign
    this.#village = village
    this.#random = random
    this.#sources = sources
  }

  /** A household that was found: the light record that it was before, and its case. Every third had been left out earlier. */
  *found(household: DemoHousehold, householdId: string): Generator<DemoRecord> {
    const head = household.persons[0]
    if (head === undefined) return
    const people = household.years[0]?.people ?? 1
    const unlisted = yield* this.#unlisted(head.member.name, people, householdId)
    const outcome = household.plan.index % 3 === 0 ? '8' : '2'
    yield* this.#case({
      subject: `unlisted_household:${unlisted}`,
      scope: '3',
      direction: '1',
      ground: '1',
      people,
      head: head.member.name,
      outcome,
      values: { reason: '家里劳力少、收入低', cadre_relative: false },
    })
  }

  /** Somebody who applied and is not poor. */
  *turnedDown(): Generator<DemoRecord> {
    const random = this.#random
    const head = drawName(random, drawSurname(random), random.chance(0.8) ? '1' : '2', random.int(1955, 1985), new Set())
    const people = random.int(2, 6)
    const unlisted = yield* this.#unlisted(head, people, null)
    const values = { reason: '孩子上学开支大', cadre_relative: random.chance(0.1) }
    yield* this.#case({ subject: `unlisted_household:${unlisted}`, scope: '3', direction: '1', ground: '1', people, head, outcome: null, values })
  }

  /** Should never have been on file. */
  *clearedOut(household: DemoHousehold, householdId: string): Generator<DemoRecord> {
    const values = {
      red_lines: '03',
      grounds: '部门比对：家里登记有 1 辆轿车',
      evidence: '入户看到车辆，价值约 5 万元，属实。',
      statement: '车是儿子跑运输用的，同意退出。',
      id_checked: true,
      open_business: '无',
    }
    yield* this.#case({ ...this.#onFile(household, householdId), scope: '1', direction: '2', ground: '4', outcome: '3', values })
  }

  /** Left in 2014 and was poor all the same. */
  *putBack(household: DemoHousehold, householdId: string): Generator<DemoRecord> {
    const values = {
      grounds: '回头看：2014 年算收入时把贷款算成了收入',
      evidence: '重新核算，2014 年人均收入没有过线。',
      statement: '没有异议。',
    }
    yield* this.#case({ ...this.#onFile(household, householdId), scope: '2', direction: '2', ground: '3', outcome: '5', values })
  }

  /** Looked at by lot, and nothing was wrong. */
  *upheld(household: DemoHousehold, householdId: string): Generator<DemoRecord> {
    const { exited } = household.plan
    const values = { grounds: exited ? '抽查已脱贫户是否稳定' : '抽查在册户是否符合条件', evidence: '入户核对收入、住房和家庭人口，与登记相符。' }
    yield* this.#case({ ...this.#onFile(household, householdId), scope: exited ? '2' : '1', direction: '2', ground: '6', outcome: null, values })
  }

  #onFile(household: DemoHousehold, householdId: string): Pick<Case, 'subject' | 'people' | 'head'> {
    const last: HouseholdYear | undefined = household.years.find(({ year }) => year === 2014)
    return { subject: `household:${householdId}`, people: last?.people ?? household.plan.size, head: household.persons[0]?.member.name ?? '户主' }
  }

  *#unlisted(head: string, people: number, householdId: string | null): Generator<DemoRecord, string> {
    const id = this.#sources.ids.next('unlisted_household')
    yield {
      register: 'unlisted_household',
      id,
      values: {
        village: this.#village.code,
        head_name: head,
        stated_population: people,
        agricultural: true,
        origin: '1',
        noted_on: OPENED,
        household_id: householdId,
      },
    }
    return id
  }

  *#case(told: Case): Generator<DemoRecord> {
    const id = this.#sources.ids.next('identification', { campaign_id: this.#campaign, subject: told.subject, direction: told.direction })
    const { subject, scope, direction, ground, people, outcome, values } = told
    if (outcome !== null) yield* this.#begin()
    yield {
      register: 'identification',
      id,
      values: {
        campaign_id: this.#campaign,
        subject,
        village: this.#village.code,
        scope,
        direction,
        ground,
        opened_on: OPENED,
        people,
        proposed_outcome: outcome,
        ...values,
      },
    }
    const about = `identification:${id}`
    const acts = this.#acts
    if (outcome !== null && acts !== null) {
      const held = [...(direction === '1' ? [acts.group] : []), acts.meeting, acts.first, acts.second, acts.announcement]
      for (const { act } of held) yield lineRecord(act, about, this.#random, this.#sources)
    }
    yield* stepRecords(about, PROCEDURE, this.#stepsOf(told), this.#sources)
  }

  #stepsOf({ direction, outcome, head }: Case): readonly Step[] {
    const village = { level: 'village', by: `${this.#village.name}文书（演示）` } as const
    const township = { level: 'township', by: `${this.#village.townshipName}扶贫专干（演示）` } as const
    const county = { level: 'county', by: '县扶贫办（演示）' } as const
    const surveyors = '村干部（演示）、工作队员（演示）'
    const begun: readonly Step[] =
      direction === '1'
        ? [{ key: 'visit', ...village, on: '2015-03-12', signatures: surveyors }]
        : [
            { key: 'verify', ...village, on: '2015-03-14', signatures: surveyors },
            { key: 'hear', ...village, on: '2015-03-16', signatures: head },
          ]
    const acts = this.#acts
    if (outcome === null || acts === null) return [...begun.slice(0, 1), { key: 'uphold', ...village, on: '2015-03-20' }]
    return [
      ...begun,
      ...(direction === '1' ? [{ key: 'group', ...village, on: '2015-03-15', act: acts.group.act.id }] : []),
      { key: 'deliberate', ...village, on: FIRST[0], act: acts.meeting.act.id },
      { key: 'post', ...village, on: FIRST[0], act: acts.first.act.id },
      { key: 'review', ...township, on: '2015-03-30', relied: { notice: acts.first.act.id } },
      { key: 'post_again', ...township, on: SECOND[0], act: acts.second.act.id },
      { key: 'confirm', ...county, on: '2015-04-10', relied: { notice: acts.second.act.id } },
      { key: 'announce', ...county, on: FOUND_ON, act: acts.announcement.act.id },
      { key: 'file', ...village, on: '2015-04-20' },
    ]
  }

  /** Meetings and notices, once. */
  *#begin(): Generator<DemoRecord> {
    if (this.#acts !== null) return
    const [random, sources] = [this.#random, this.#sources]
    const { code, name } = this.#village
    const [township, county] = [`${code.slice(0, 9)}000`, `${code.slice(0, 6)}000000`]
    const matter = `${name}2015年贫困户识别结果`
    const acts = {
      group: holdMeeting({ name: `${name}村民小组评议会`, division: code, on: '2015-03-15', matter: '评议申请户' }, random, sources),
      meeting: holdMeeting({ name: `${name}村民代表会议`, division: code, on: FIRST[0], matter: '评议2015年识别对象' }, random, sources),
      first: putUp({ name: `${name}第一次公示`, division: code, on: FIRST[0], matter }, FIRST[1], sources),
      second: putUp({ name: `${name}第二次公示`, division: township, on: SECOND[0], matter }, SECOND[1], sources),
      announcement: putUp({ name: `${name}贫困户识别公告`, division: county, on: FOUND_ON, matter }, FOUND_ON, sources),
    }
    this.#acts = acts
    for (const { record } of Object.values(acts)) yield record
  }
}
