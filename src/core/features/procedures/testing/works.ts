/**
 * What offices do for households while these live: plans with measures and results, visits of a survey, monitoring. Steps are tried in any order, ready
 * or not; beside them stands a plain account, written from the domain and not from the declarations, of which of them must be made and where each
 * record stands in the end (mechanisms.md M03, M04; forms.md §10; readings.md 9, 10, 17).
 */
import type { Random } from '../../demo/random.ts'
import type { Row } from '../../../shapes.ts'
import { makeSteps, type StepRequest } from '../../../procedures/make.ts'
import type { Home, Lives } from '../../balance/testing/lives.ts'
import { COUNTY, type DeskSite } from '../../exchange/testing/offices.ts'
import { stepEffects } from '../effects.ts'
import { MONITORING, monitoringNeeds, PLAN, planNeeds, VISIT, visitNeeds, type Account, type Attempt, type Path, type Ready } from './accounts.ts'

/** Kinds of income, of which a plan counts each once. */
const KINDS = ['32', '31', '33', '21', '22', '34'] as const

export class Works {
  readonly #lives: Lives
  readonly #random: Random
  readonly #accounts: Account[] = []
  readonly #rounds = new Map<string, string>()
  #helpers: readonly string[] = []
  #count = 0
  /** How many steps were made, and how many refused as they must be. */
  readonly tried = { made: 0, refused: 0 }

  private constructor(lives: Lives, random: Random) {
    this.#lives = lives
    this.#random = random
  }

  static async begin(lives: Lives, random: Random, years: readonly number[]): Promise<Works> {
    const works = new Works(lives, random)
    const { result } = await lives.county.site.act((transaction) => {
      for (const year of years) {
        const values = { name: `${year} 年过筛`, year, round: 1, issued_by: COUNTY, starts_on: `${year}-01-01`, ends_on: `${year}-12-31` }
        works.#rounds.set(String(year), transaction.insert('survey_round', values))
      }
      const unit = transaction.insert('organization', { name: '县扶贫办' })
      return ['甲', '乙'].map((name) => transaction.insert('helper', { name: `干部${name}`, organization_id: unit }))
    })
    works.#helpers = result
    await lives.exchange()
    lives.more = [
      [(home, day) => works.#plans(works.#known(home, PLAN), day), 20],
      [(home, day) => works.#visits(works.#known(home, VISIT), day), 8],
      [(home, day) => works.#monitors(works.#known(home, MONITORING), day), 40],
    ]
    return works
  }

  get accounts(): readonly Account[] {
    return this.#accounts
  }

  /** The office that keeps a record: plans go with the household, visits and monitoring stay where they began. */
  officeOf({ home, village, path }: Account): DeskSite {
    return this.#lives.officeOf(path === PLAN ? home.village : village)
  }

  async #plans(home: Home, day: string): Promise<void> {
    const account = this.#find(home, PLAN, day.slice(0, 4))
    if (account === undefined) {
      const year = Number(day.slice(0, 4))
      const values = { household_id: home.id, year, version: 1, target_exit_year: year + 1, path: '1', made_on: day }
      return this.#open({ path: PLAN, home, key: String(year), values })
    }
    const { facts } = account
    const readier = this.#random.weighted<() => Promise<void>>([
      [
        async () => {
          const values = {
            plan_id: account.id,
            category: '4',
            content: `第 ${++this.#count} 项`,
            expected_income: 100_000,
            income_kind: KINDS[facts.size % KINDS.length] ?? '',
            due_on: day,
          }
          facts.set(`measure ${await this.#save(account, 'plan_measure', values)}`, '')
        },
        facts.size === 0 ? 8 : account.state === 'drafted' && facts.size < KINDS.length ? 1 : 0,
      ],
      [
        async () => {
          const [open] = [...facts].find(([key, done]) => key.startsWith('measure') && done === '') ?? []
          if (open === undefined) return
          await this.#save(account, 'measure_result', { measure_id: open.slice('measure '.length), done_on: day, finished: true })
          facts.set(open, day)
        },
        account.state === 'executing' ? 5 : 0,
      ],
      [
        async () => {
          await this.#save(account, 'household_plan', { end_reason: '不再执行' }, account.id)
          facts.set('end_reason', day)
        },
        facts.has('end_reason') ? 0 : 0.3,
      ],
      [() => this.#try(account, day, planNeeds), 8],
    ])
    await readier()
  }

  async #visits(home: Home, day: string): Promise<void> {
    const year = day.slice(0, 4)
    const account = this.#find(home, VISIT, year)
    if (account === undefined) {
      const values = {
        survey_id: this.#rounds.get(year) ?? '',
        subject: `household:${home.id}`,
        village: home.village,
        attempt: 1,
        surveyor_id: this.#helpers[0] ?? '',
      }
      return this.#open({ path: VISIT, home, key: year, values })
    }
    if (account.facts.has('visited') || this.#random.chance(0.4)) return this.#try(account, day, visitNeeds)
    await this.#save(account, 'survey_visit', { visited_on: day, met: '1', second_surveyor_id: this.#helpers[1] ?? '' }, account.id)
    account.facts.set('visited', day)
  }

  async #monitors(home: Home, day: string): Promise<void> {
    const account = this.#find(home, MONITORING, '')
    if (account === undefined) {
      if (home.onList) return
      const values = { subject: `household:${home.id}`, village: home.village, kind: '100A03001', people: 3, source: 'x2', found_on: day }
      return this.#open({ path: MONITORING, home, key: '', values })
    }
    const { facts, state } = account
    const missing = (key: string): boolean => !facts.has(key)
    const readier = this.#random.weighted<() => Promise<void>>([
      [() => this.#note(account, 'risk', { risk_1: 'x1' }), missing('risk') ? 6 : 0],
      [() => this.#note(account, 'removal_way', { removal_way: 'x1' }), state === 'helped' && missing('removal_way') ? 5 : 0],
      [() => this.#note(account, 'reject_reason', { reject_reason: '不符合' }), missing('reject_reason') ? 0.2 : 0],
      [
        async () => {
          await this.#save(account, 'monitored_aid', { monitored_household_id: account.id, kind: 'x2', content: '劳务输出', started_on: day })
          facts.set('aid', day)
        },
        state === 'included' && missing('aid') ? 5 : 0,
      ],
      [() => this.#removalFacts(account, day), state === 'helped' && facts.get('removal') !== 'good' ? 5 : 0],
      [() => this.#try(account, day, monitoringNeeds), 9],
    ])
    await readier()
  }

  /** How the household stands when the risk is to be gone: at first often with a child that does not go to school. */
  async #removalFacts(account: Account, day: string): Promise<void> {
    const dropout = !account.facts.has('removal') && this.#random.chance(0.5)
    const values = { monitored_household_id: account.id, stage: '2', round: 1, surveyed_on: day, income_per_person: 800_000, dropout }
    const known = account.facts.get('removal id')
    account.facts.set('removal id', await this.#save(account, 'monitored_fact', values, known))
    account.facts.set('removal', dropout ? 'bad' : 'good')
  }

  async #note(account: Account, key: string, values: Row): Promise<void> {
    await this.#save(account, account.path.register, values, account.id)
    account.facts.set(key, 'noted')
  }

  /** Mostly a household for which something is under way already, so that some get to the end. */
  #known(home: Home, path: Path): Home {
    const open = this.#accounts.filter((one) => one.path === path && !one.home.ended && path.steps.some(({ from }) => from.includes(one.state)))
    return open.length > 0 && this.#random.chance(0.85) ? this.#random.pick(open).home : home
  }

  #find(home: Home, path: Path, key: string): Account | undefined {
    return this.#accounts.find((one) => one.home === home && one.path === path && one.key === key)
  }

  async #open({ path, home, key, values }: Pick<Account, 'path' | 'home' | 'key'> & { readonly values: Row }): Promise<void> {
    const account: Account = { id: '', path, home, key, village: home.village, state: path.initial, facts: new Map() }
    account.id = await this.#save(account, path.register, values)
    this.#accounts.push(account)
  }

  async #save(account: Account, register: string, values: Row, id?: string): Promise<string> {
    const { office, user } = this.officeOf(account)
    return (await office.records.save(user, { register, values, reason: '已核对', ...(id === undefined ? {} : { id }) })).id
  }

  /** Mostly the step that comes next, at the office whose it is; else any step, at the office of the record. */
  async #try(account: Account, day: string, needs: (ready: Ready) => boolean): Promise<void> {
    const { path, state } = account
    const next = path.steps.filter(({ from }) => from.includes(state))
    const [usual] = next
    const attempt = usual !== undefined && this.#random.chance(0.75) ? usual : this.#random.pick(path.steps)
    const own = this.officeOf(account)
    const county = attempt.county === true && attempt === usual
    if (county) await this.#lives.exchange()
    const at = county ? this.#lives.county : own
    const signed = this.#random.chance(0.85)
    const majority = this.#random.chance(0.85)
    const must = attempt.from.includes(state) && (attempt.county !== true || county) && needs({ account, key: attempt.key, day, signed, majority })
    const made = await this.#make(account, at, attempt, { day, signed, majority })
    if (made !== must) throw new Error(`${path.register} ${account.id} ${state} ${attempt.key} ${day}: made ${made}, must ${must}`)
    this.tried[made ? 'made' : 'refused'] += 1
    if (made) {
      account.state = attempt.to
      account.facts.set(`on ${attempt.key}`, day)
    }
    if (county) await this.#lives.exchange()
  }

  async #make(
    account: Account,
    at: DeskSite,
    attempt: Attempt,
    { day, signed, majority }: { readonly day: string; readonly signed: boolean; readonly majority: boolean },
  ): Promise<boolean> {
    const act = attempt.act === undefined ? null : await this.#act(account, attempt.act, day)
    const votes = majority ? { inFavour: 11, against: 5, abstained: 4 } : { inFavour: 10, against: 6, abstained: 4 }
    const request: StepRequest = {
      register: account.path.register,
      ids: [account.id],
      step: attempt.key,
      on: day,
      remark: null,
      signatures: signed ? ['甲', '乙'] : [],
      act,
      ...(attempt.act === 'meeting' ? { votes } : {}),
    }
    const { office, user } = at
    const ports = { store: office.store, records: office.records, unit: office.unit, parameters: () => office.parameters(), effects: stepEffects }
    return (await makeSteps(ports, user, request, day)).refused.length === 0
  }

  #act(account: Account, kind: 'meeting' | 'notice', day: string): Promise<string> {
    const values = { name: `第 ${++this.#count} 次`, kind, division: account.village, held_on: day }
    return this.#save(account, 'shared_act', { ...values, ...(kind === 'meeting' ? { expected: 30, present: 20 } : {}) })
  }
}
