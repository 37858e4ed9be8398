/** Half an hour of a clerk's work without the pauses between: what the process holds afterwards, and how long it ever answered nobody. */
import { join } from 'node:path'
import type { Slow } from '../../../src/core/shell/slowness.ts'
import { benchInput, memoryBar, runSections, type BenchInput } from '../input.ts'
import { kind, settle, single, timed, type Measured, type Sample } from '../measure.ts'
import { blockOf, finish, longestBlock, openOffice, type BenchOffice } from '../office.ts'
import { VERY_LARGE } from '../plan.ts'

/** What a clerk does in 30 minutes: so many cards opened, of which so many are changed and saved; lists; searches typed key by key; papers. */
const HALF_HOUR = { cards: 120, saved: 60, lists: 90, searches: 45, previews: 12, papers: 3, exports: 2, homes: 10 } as const
/** The parts of the half hour after which memory is looked at; where it would take too long only two of them are done. */
const LOOKS = 10

async function use(at: BenchOffice, input: BenchInput): Promise<(Measured | null)[]> {
  const clerk = new Clerk(at)
  const looks = input.quick || input.people > VERY_LARGE ? 2 : LOOKS
  const minutes = `${looks * 3} 分钟使用`
  const memory: number[] = []
  const saves: string[] = []
  for (let look = 0; look < looks; look += 1) {
    await clerk.work(look, saves)
    memory.push(process.memoryUsage.rss() / 1024 / 1024)
  }
  for (const changeSet of saves.toReversed()) {
    await at.client.records.undo({ changeSet })
    // Requests come one by one through the event loop; sixty without a turn between them would be seen as one block.
    await settle()
  }
  const blocks = at.slow.filter(({ kind: what }) => what === 'block')
  const growth = (memory.at(-1) ?? 0) - (memory[1] ?? memory[0] ?? 0)
  return [
    kind('use', `${minutes}：每次操作`, clerk.samples),
    blockOf('use', `${minutes}：`, longestBlock(at.slow)),
    single('use.blocks', `${minutes}：超过 100 毫秒的停顿`, blocks.length, '个'),
    single('use.memory', `${minutes}：最后的内存`, memory.at(-1) ?? 0, 'MB', memoryBar(input.people)),
    single('use.growth', `${minutes}：热身以后增加的内存`, growth, 'MB'),
  ]
}

class Clerk {
  readonly samples: Sample[] = []
  readonly #office: BenchOffice
  readonly #households: readonly string[]
  readonly #people: readonly { name: string; id_number: string }[]

  constructor(at: BenchOffice) {
    this.#office = at
    const { read } = at.app.host.office().store
    this.#households = read
      .all<{ id: string }>('SELECT id FROM household WHERE deleted = 0 ORDER BY id LIMIT ? OFFSET 500', HALF_HOUR.cards)
      .map(({ id }) => id)
    this.#people = read.all<{ name: string; id_number: string }>(
      'SELECT name, id_number FROM person WHERE deleted = 0 AND id_number IS NOT NULL ORDER BY id LIMIT ? OFFSET 900',
      HALF_HOUR.searches,
    )
  }

  /** One tenth of the half hour. */
  async work(part: number, saves: string[]): Promise<void> {
    const { client } = this.#office
    const share = <T>(of: readonly T[]): readonly T[] => of.filter((_, index) => index % LOOKS === part)
    await this.#do('首页', () => client.home.summary({ year: 2015 }))
    for (const [index, id] of share(this.#households).entries()) await this.#card(id, index < HALF_HOUR.saved / LOOKS, saves)
    for (let list = 0; list < HALF_HOUR.lists / LOOKS; list += 1) {
      const register = (['household', 'person', 'household_year', 'pairing', 'village'] as const)[list % 5] ?? 'household'
      await this.#do('列表', () => client.records.query({ register, offset: list * 100 }))
    }
    for (const { name, id_number: number } of share(this.#people)) for (const text of [name, number.slice(-4)]) await this.#search(text)
    for (const id of this.#households.slice(part, part + HALF_HOUR.previews / LOOKS + 1))
      await this.#do('预览表单', () => client.paper.preview({ code: 'household_card', for: [id], year: 2015 }))
    if (part < HALF_HOUR.papers)
      await this.#do('PDF', () =>
        finish(this.#office, () => client.paper.make({ code: 'household_card', for: this.#households.slice(0, 20), year: 2015, format: 'pdf' })),
      )
    if (part < HALF_HOUR.exports) await this.#do('导出', () => finish(this.#office, () => client.exports.start({ register: 'helper', format: 'xlsx' })))
  }

  async #card(id: string, save: boolean, saves: string[]): Promise<void> {
    const { client } = this.#office
    const detail = await this.#do('打开户卡片', () => client.household.detail({ id, year: 2015 }))
    if (!save) return
    const { household, householdYear, members } = detail
    const draft = { year: 2015, household: { ...household, remark: `走访 ${id.slice(-3)}` }, householdYear, members, reason: '已入户核实' }
    await this.#do('边填边核', () => client.household.check(draft))
    const { changeSet } = await this.#do('保存户卡片', () => client.household.save(draft))
    if (changeSet !== null) saves.push(changeSet)
  }

  async #search(text: string): Promise<void> {
    const keys = [...text].map((_, index, all) => all.slice(0, index + 1).join(''))
    for (const key of keys)
      await this.#do('Ctrl+K 一键', () =>
        Promise.all(
          (['household', 'person', 'village', 'helper'] as const).map((register) => this.#office.client.records.choices({ register, text: key, limit: 6 })),
        ),
      )
  }

  async #do<T>(at: string, work: () => Promise<T>): Promise<T> {
    const { milliseconds, cpu, result } = await timed(work)
    this.samples.push({ milliseconds, cpu, at })
    return result
  }
}

const { office: directory, work } = benchInput()
const slow: Slow[] = []
const office = await openOffice(directory, join(work, 'use'), slow)
await runSections({ use: (input) => use(office, input) }, slow)
await office.close()
process.exit()
