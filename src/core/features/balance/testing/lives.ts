/**
 * Random lives of random households at three offices, and beside them a plain count of what the sheets must say: it knows who is where on a day and
 * why, and nothing of how the program finds out.
 */
import type { Random } from '../../demo/random.ts'
import { nationalDivisions } from '../../../testing/builders.ts'
import { carryAll, COUNTY, openOffices, TOWNSHIP_ONE, TOWNSHIP_TWO, type DeskSite } from '../../exchange/testing/offices.ts'
import { settlePersonTransfer, personTransferOut } from '../../transfers/people.ts'
import { settleTransfer, transferOut } from '../../transfers/households.ts'
import { closeHousehold, mergeHousehold, splitHousehold } from '../acts.ts'

export const VILLAGES = ['621125100204', '621125100205', '621125101201', '621125101202'] as const
export const YEARS = [2014, 2015, 2016, 2017, 2018] as const
const TODAY = '2019-12-31'

/** A household as it lives. */
export interface Home {
  readonly id: string
  village: string
  onList: boolean
  ended: boolean
  /** Membership by person; the first is the head. */
  readonly people: Map<string, string>
}

type Figures = Record<string, number>

/** What else may happen to a household on a day, and how often beside what happens anyway. It must leave alone who is in the household, and whether it is on the list. */
export type Happening = readonly [happens: (home: Home, day: string) => Promise<void>, weight: number]

export class Lives {
  readonly #random: Random
  readonly #homes: Home[] = []
  readonly #figures = new Map<string, Figures>()
  #day = '2014-01-01'
  #count = 0
  /** What else happens, where something does. */
  more: readonly Happening[] = []

  readonly county: DeskSite
  readonly one: DeskSite
  readonly two: DeskSite

  private constructor(random: Random, county: DeskSite, one: DeskSite, two: DeskSite) {
    this.#random = random
    this.county = county
    this.one = one
    this.two = two
  }

  static async begin(random: Random): Promise<Lives> {
    const [county, one, two] = await openOffices(COUNTY, TOWNSHIP_ONE, TOWNSHIP_TWO)
    if (county === undefined || one === undefined || two === undefined) throw new Error('three offices')
    await county.site.act((transaction) => {
      for (const year of YEARS)
        transaction.insert(
          'campaign',
          { name: `${year}`, year, round: 1, issued_by: COUNTY, starts_on: `${year}-01-01`, ends_on: `${year}-12-31` },
          `campaign-${year}`,
        )
    })
    await carryAll(county, one, two)
    return new Lives(random, county, one, two)
  }

  /** What the sheet of a village's year must say. */
  expected(village: string, year: number): Figures {
    const figures = { ...this.#figures.get(`${village}.${year}`) }
    const [opening, closing] = [this.#stock(village, year - 1), this.#stock(village, year)]
    return Object.fromEntries(
      Object.entries({
        ...figures,
        opening: opening.households,
        opening_people: opening.people,
        closing: closing.households,
        closing_people: closing.people,
      }).filter(([, value]) => value !== 0),
    )
  }

  officeOf(village: string): DeskSite {
    return village.startsWith(TOWNSHIP_ONE.slice(0, 9)) ? this.one : this.two
  }

  /** Lives through a year: so many things happen on rising days, one a day, since two of a day are told as one (who is born on the day the household is found is found with it). */
  async live(year: number, happenings: number): Promise<void> {
    const days = this.#random.sample(happenings, 350).map((day) => day + 2)
    for (const at of days) {
      this.#day = new Date(Date.UTC(year, 0, at)).toISOString().slice(0, 10)
      await this.#happens()
    }
    for (const village of VILLAGES) this.#stocks.set(`${village}.${year}`, this.#now(village))
  }

  async exchange(): Promise<void> {
    await carryAll(this.county, this.one, this.two)
    await carryAll(this.county, this.one, this.two)
  }

  readonly #stocks = new Map<string, { households: number; people: number }>()

  #stock(village: string, year: number): { households: number; people: number } {
    return this.#stocks.get(`${village}.${year}`) ?? { households: 0, people: 0 }
  }

  #now(village: string): { households: number; people: number } {
    const here = this.#homes.filter((home) => home.onList && home.village === village)
    return { households: here.length, people: here.reduce((sum, { people }) => sum + people.size, 0) }
  }

  #note(home: Pick<Home, 'village' | 'onList'>, line: string, households: number, people: number, always = false): void {
    if (!home.onList && !always) return
    const key = `${home.village}.${this.#day.slice(0, 4)}`
    const figures = this.#figures.get(key) ?? {}
    if (households !== 0) figures[line] = (figures[line] ?? 0) + households
    if (people !== 0) figures[`${line}_people`] = (figures[`${line}_people`] ?? 0) + people
    this.#figures.set(key, figures)
  }

  async #happens(): Promise<void> {
    const living = this.#homes.filter(({ ended }) => !ended)
    if (living.length < 4) return this.#identify()
    const home = this.#random.pick(living)
    const happening = this.#random.weighted<() => Promise<void>>([
      [() => this.#identify(), 5],
      [() => this.#comes(home), 5],
      [() => this.#goes(home), 5],
      [() => this.#exits(home), 4],
      [() => this.#comesBack(home), 4],
      [() => this.#clearsOut(home), 1],
      [() => this.#splits(home), 3],
      [() => this.#merges(home), 2],
      [() => this.#closes(home), 1],
      [() => this.#moves(home), 3],
      [() => this.#marriesAcross(home), 2],
      ...this.more.map(([happens, weight]) => [() => happens(home, this.#day), weight] as const),
    ])
    await happening()
  }

  async #identify(): Promise<void> {
    const village = this.#random.pick(VILLAGES)
    const late = this.#random.chance(0.3)
    const size = this.#random.int(1, 5)
    const home: Home = { id: '', village, onList: true, ended: false, people: new Map() }
    const { result } = await this.officeOf(village).site.act((transaction) => {
      const household = transaction.insert('household', {
        village,
        valid: true,
        first_identified_on: this.#day,
        registered_year: Number(this.#day.slice(0, 4)),
      })
      const unlisted = transaction.insert('unlisted_household', { village, head_name: `未${this.#count}`, household_id: household })
      const people = Array.from({ length: size }, (_, index) => {
        const person = transaction.insert('person', { name: this.#name() }, undefined, village)
        return [
          person,
          transaction.insert('membership', {
            household_id: household,
            person_id: person,
            relation: index === 0 ? '01' : '03',
            status: '1',
            start_date: this.#day,
          }),
        ] as const
      })
      this.#file(transaction, `unlisted_household:${unlisted}`, village, { scope: '3', outcome: late ? '8' : '2' })
      return { household, people }
    })
    this.#homes.push({ ...home, id: result.household, people: new Map(result.people) })
    this.#note(home, 'identified', 1, size)
    if (late) this.#note(home, 'added_late', 1, size)
  }

  /** An identification that was carried out on the day. */
  #file(
    transaction: Parameters<Parameters<DeskSite['site']['act']>[0]>[0],
    subject: string,
    village: string,
    { scope, outcome }: { scope: string; outcome: string },
  ): void {
    const id = transaction.insert('identification', {
      campaign_id: `campaign-${this.#day.slice(0, 4)}`,
      subject,
      village,
      scope,
      direction: this.#random.pick(['1', '2']),
      ground: '3',
      opened_on: this.#day,
      proposed_outcome: outcome,
    })
    transaction.insert('procedure_step', {
      subject: `identification:${id}`,
      procedure: 'identification_stage',
      step: 'open:filed',
      round: 1,
      level: 'village',
      done_on: this.#day,
    })
  }

  async #comes(home: Home): Promise<void> {
    const [reason, line] = this.#random.pick([
      ['05', 'married_in'],
      ['06', 'born'],
      ['07', 'moved_in'],
      [null, 'unexplained'],
    ] as const)
    const { result } = await this.officeOf(home.village).site.act((transaction) => {
      const person = transaction.insert('person', { name: this.#name() }, undefined, home.village)
      return [
        person,
        transaction.insert('membership', {
          household_id: home.id,
          person_id: person,
          relation: '03',
          status: '1',
          start_date: this.#day,
          increase_reason: reason,
        }),
      ] as const
    })
    home.people.set(...result)
    this.#note(home, line, 0, 1)
  }

  async #goes(home: Home): Promise<void> {
    const leaving = [...home.people].at(-1)
    if (leaving === undefined || home.people.size < 2 || !(await this.#isEarlier(home, leaving[1]))) return
    const [reason, line] = this.#random.pick([
      ['01', 'died'],
      ['02', 'married_out'],
      ['03', 'settled_abroad'],
      ['04', 'imprisoned'],
      ['08', 'moved_out'],
      [null, 'unexplained'],
    ] as const)
    await this.officeOf(home.village).site.act((transaction) => transaction.update('membership', leaving[1], { end_date: this.#day, decrease_reason: reason }))
    home.people.delete(leaving[0])
    this.#note(home, line, 0, line === 'unexplained' ? -1 : 1)
  }

  /** Whether a membership began before today: nobody comes and goes on one day. */
  async #isEarlier(home: Home, membership: string): Promise<boolean> {
    const { store } = this.officeOf(home.village).office
    return (store.read.get<{ on: string }>('SELECT start_date AS "on" FROM membership WHERE id = ?', membership)?.on ?? '') < this.#day
  }

  /** Out of poverty: what a sheet says of the year counts at its end, so that nothing else happens to the household in the year. */
  async #exits(home: Home): Promise<void> {
    if (!home.onList) return
    const year = Number(this.#day.slice(0, 4))
    const { site } = this.officeOf(home.village)
    if (site.store.read.get('SELECT 1 FROM household_year WHERE household_id = ? AND year = ?', home.id, year) !== undefined) return
    await site.act((transaction) => {
      const yearly = transaction.insert('household_year', { household_id: home.id, year, exit_status: '0' })
      const subject = `household_year:${yearly}`
      const step = { subject, procedure: 'household_exit', round: 1, level: 'village', done_on: this.#day }
      const announced = transaction.insert('procedure_step', { ...step, step: 'open:announced' })
      transaction.insert('procedure_step', { ...step, step: 'delist', follows: announced })
    })
    this.#note(home, 'exited', 1, home.people.size)
    home.onList = false
  }

  async #comesBack(home: Home): Promise<void> {
    if (home.onList) return
    const year = Number(this.#day.slice(0, 4))
    const { site } = this.officeOf(home.village)
    if (site.store.read.get('SELECT 1 FROM household_year WHERE household_id = ? AND year >= ?', home.id, year) !== undefined) return
    if (site.store.read.get(`SELECT 1 FROM identification WHERE subject = 'household:' || ? AND campaign_id = ?`, home.id, `campaign-${year}`) !== undefined)
      return
    const again = this.#random.chance(0.5)
    await site.act((transaction) => {
      this.#file(transaction, `household:${home.id}`, home.village, { scope: '2', outcome: again ? '6' : '5' })
      const mark = { exit_status: again ? '3' : '0' }
      transaction.update('household', home.id, mark)
      transaction.insert('household_year', { household_id: home.id, year, ...mark })
    })
    home.onList = true
    this.#note(home, again ? 'returned' : 'restored', 1, home.people.size)
  }

  async #clearsOut(home: Home): Promise<void> {
    if (!home.onList) return
    const { site } = this.officeOf(home.village)
    if (
      site.store.read.get(
        `SELECT 1 FROM identification WHERE subject = 'household:' || ? AND campaign_id = ?`,
        home.id,
        `campaign-${this.#day.slice(0, 4)}`,
      ) !== undefined
    )
      return
    await site.act((transaction) => {
      this.#file(transaction, `household:${home.id}`, home.village, { scope: '1', outcome: '3' })
      transaction.update('household', home.id, { valid: false })
    })
    this.#note(home, 'cleared_out', 1, home.people.size)
    home.onList = false
    home.ended = true
  }

  readonly #about = (home: Home) => ({ household: home.id, on: this.#day, reason: '9' })

  async #splits(home: Home): Promise<void> {
    if (home.people.size < 2 || !(await this.#allEarlier(home))) return
    const { office, user } = this.officeOf(home.village)
    const going = [...home.people].slice(1, 1 + this.#random.int(1, home.people.size - 1))
    const members = going.map(([, membership], index) => ({ membership, relation: index === 0 ? '01' : '03' }))
    const { household } = await splitHousehold(office, user, { ...this.#about(home), members }, TODAY)
    for (const [person] of going) home.people.delete(person)
    this.#homes.push({ id: household, village: home.village, onList: home.onList, ended: false, people: this.#peopleOf(office, household) })
    this.#note(home, 'split', 1, 0)
  }

  #peopleOf({ store }: DeskSite['office'], household: string): Map<string, string> {
    return new Map(
      store.read
        .all<{ person_id: string; id: string }>(
          'SELECT person_id, id FROM membership WHERE household_id = ? AND end_date IS NULL AND deleted = 0 ORDER BY relation, id',
          household,
        )
        .map(({ person_id: person, id }) => [person, id]),
    )
  }

  async #allEarlier(home: Home): Promise<boolean> {
    for (const membership of home.people.values()) if (!(await this.#isEarlier(home, membership))) return false
    return true
  }

  async #merges(home: Home): Promise<void> {
    const into = this.#homes.find((other) => other !== home && !other.ended && other.village === home.village && other.onList === home.onList)
    if (into === undefined || !(await this.#allEarlier(home)) || !(await this.#allEarlier(into))) return
    const { office, user } = this.officeOf(home.village)
    const members = [...home.people.values()].map((membership) => ({ membership, relation: '99' }))
    await mergeHousehold(office, user, { ...this.#about(home), into: into.id, members }, TODAY)
    for (const [person, membership] of this.#peopleOf(office, into.id)) into.people.set(person, membership)
    this.#note(home, 'merged', 1, 0)
    home.onList = false
    home.ended = true
  }

  async #closes(home: Home): Promise<void> {
    if (!(await this.#allEarlier(home))) return
    const { office, user } = this.officeOf(home.village)
    await closeHousehold(office, user, this.#about(home), TODAY)
    this.#note(home, 'closed', 1, home.people.size)
    home.onList = false
    home.ended = true
  }

  async #moves(home: Home): Promise<void> {
    const to = this.#random.pick(VILLAGES.filter((village) => village !== home.village))
    const [from, into] = [this.officeOf(home.village), this.officeOf(to)]
    const { id } = await transferOut(from.office, from.user, nationalDivisions, { household: home.id, toVillage: to, reason: '搬迁' }, this.#day)
    if (from !== into) await this.exchange()
    await settleTransfer(into.office, into.user, { id, to: 'in' }, this.#day)
    if (from !== into) await this.exchange()
    const near = from === into ? 'near' : 'far'
    this.#note(home, `moved_away_${near}`, 1, home.people.size)
    home.village = to
    this.#note(home, `moved_here_${near}`, 1, home.people.size)
  }

  /** Somebody marries into a household of another village: less in the one for that reason, more in the other. */
  async #marriesAcross(home: Home): Promise<void> {
    const into = this.#homes.find((other) => !other.ended && other.village !== home.village && this.officeOf(other.village) === this.officeOf(home.village))
    const leaving = [...home.people].at(-1)
    if (into === undefined || leaving === undefined || home.people.size < 2 || !(await this.#isEarlier(home, leaving[1]))) return
    const { office, user } = this.officeOf(home.village)
    const { id } = await personTransferOut(
      office,
      user,
      nationalDivisions,
      { person: leaving[0], toVillage: into.village, decreaseReason: '02', reason: '婚嫁', on: this.#day },
      this.#day,
    )
    await settlePersonTransfer(office, user, { id, to: 'in', into: { household: into.id, relation: '10', increaseReason: '05' } }, this.#day)
    home.people.delete(leaving[0])
    this.#note(home, 'married_out', 0, 1)
    for (const [person, membership] of this.#peopleOf(office, into.id)) into.people.set(person, membership)
    this.#note(into, 'married_in', 0, 1)
  }

  #name(): string {
    this.#count += 1
    return `人${this.#count}`
  }
}
