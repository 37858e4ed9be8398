/** The law of states: any set of steps, in any order, has one state; what is missing heals when it comes. */
import { describe, expect, it } from 'vitest'
import type { ProcedureDefinition } from '../catalogue/procedure.ts'
import { battling } from '../catalogue/entities/procedures/battling.ts'
import { claiming } from '../catalogue/entities/procedures/claiming.ts'
import { constructing } from '../catalogue/entities/procedures/constructing.ts'
import { Random } from '../testing/fuzz/random.ts'
import { isLongRun } from '../testing/lawRuns.ts'
import { scrapping } from '../testing/guard/scrapping.ts'
import { opening, restingOn, stateOf, undoing, type ProcedureStanding, type StepFact } from './state.ts'

const step = (id: string, key: string, follows: string | null): StepFact => ({ id, step: key, follows })
const CHAIN: readonly StepFact[] = [step('a', 'propose', null), step('b', 'discuss', 'a'), step('c', 'post', 'b'), step('d', 'review', 'c')]
const state = (steps: readonly StepFact[]): string => stateOf(scrapping, steps).state
const standing = (steps: readonly StepFact[], id: string) => stateOf(scrapping, steps).standing.get(id)

describe('状态由步骤得出', () => {
  it('没有步骤是起点；一步一步往前；签认不改变状态', () => {
    expect(state([])).toBe('in_use')
    expect(stateOf(scrapping, CHAIN)).toMatchObject({ state: 'reviewed', last: 'd', path: ['a', 'b', 'c', 'd'], contested: [] })
    const signed = stateOf(scrapping, [...CHAIN, step('e', 'price_checked', 'd'), step('f', 'parts_checked', 'd')])
    expect([signed.state, signed.signed]).toEqual(['reviewed', ['parts_checked', 'price_checked']])
    expect(state([...CHAIN, step('e', 'price_checked', 'd'), step('g', 'scrap', 'd')])).toBe('scrapped')
  })

  it('退回几步以后的签认不算：要重新签', () => {
    const back = [
      ...CHAIN,
      step('e', 'price_checked', 'd'),
      step('g', 'send_back', 'd'),
      step('h', 'discuss', 'g'),
      step('i', 'post', 'h'),
      step('j', 'review', 'i'),
    ]
    expect(stateOf(scrapping, back)).toMatchObject({ state: 'reviewed', signed: [] })
  })

  it('退回以前办的不再作数，重办的作数；没有退回的都作数', () => {
    const resting = (steps: readonly StepFact[]): readonly string[] => restingOn(scrapping, stateOf(scrapping, steps), steps)
    expect(resting(CHAIN)).toEqual(['a', 'b', 'c', 'd'])
    const back = [...CHAIN, step('g', 'send_back', 'd')]
    expect(stateOf(scrapping, back).path).toEqual(['a', 'b', 'c', 'd', 'g'])
    expect(resting(back)).toEqual(['a'])
    expect(resting([...back, step('h', 'discuss', 'g')])).toEqual(['a', 'h'])
    expect(resting([...CHAIN, step('s', 'suspend', 'd'), step('r', 'resume', 's')])).toEqual(['a', 'b', 'c', 'd'])
    expect(resting([step('o', opening('reviewed'), null), step('g', 'send_back', 'o')])).toEqual(['g'])
    expect(resting([...CHAIN.slice(0, 2), step('w', 'withdraw', 'b')])).toEqual([])
  })

  it('退到旁边的状态，要重办的不再作数：重办的那一步作数，只补正的不动原来的', () => {
    const walk = (procedure: ProcedureDefinition, ...keys: readonly string[]): readonly string[] => {
      const steps = keys.map((key, index) => step(`${index}`, key, index === 0 ? null : `${index - 1}`))
      const of = new Map(steps.map(({ id, step: key }) => [id, key]))
      return restingOn(procedure, stateOf(procedure, steps), steps).map((id) => `${id} ${of.get(id)}`)
    }
    expect(walk(claiming, 'apply', 'review', 'approve')).toEqual(['0 apply', '1 review', '2 approve'])
    expect(walk(claiming, 'apply', 'review', 'approve', 'send_back')).toEqual(['3 send_back'])
    expect(walk(claiming, 'apply', 'review', 'approve', 'send_back', 'apply')).toEqual(['4 apply'])
    expect(walk(battling, 'begin', 'finish', 'return')).toEqual(['0 begin'])
    expect(walk(battling, 'finish', 'return')).toEqual(['1 return'])
    expect(walk(battling, 'finish', 'close', 'return', 'finish')).toEqual(['2 return', '3 finish'])
    const finished = [opening('building'), 'finish', 'accept_township', 'demand_correction']
    expect(walk(constructing, ...finished)).toEqual(['0 open:building', '1 finish', '3 demand_correction'])
    expect(walk(constructing, ...finished, 'corrected', 'accept_township')).toEqual(['0 open:building', '1 finish', '5 accept_township'])
    expect(walk(constructing, opening('procured'), 'start', 'stop', 'resume')).toEqual(['0 open:procured', '1 start'])
  })

  it('撤销一步回到前一状态，后面的步骤不算但还在；重办算数', () => {
    const undone = [...CHAIN, step('u', undoing('post'), 'c')]
    expect(stateOf(scrapping, undone)).toMatchObject({ state: 'discussed', last: 'b' })
    expect([standing(undone, 'c'), standing(undone, 'd'), standing(undone, 'u')]).toEqual(['undone', 'after', 'undoes'])
    expect(state([...undone, step('c2', 'post', 'b')])).toBe('noticed')
  })

  it('同一步后面有两个：都不算，前一状态照旧；撤销一个就解开', () => {
    const both = [...CHAIN, step('x', 'send_back', 'c')]
    expect(stateOf(scrapping, both)).toMatchObject({ state: 'noticed', contested: ['d', 'x'] })
    expect(state([...both, step('u', undoing('review'), 'd')])).toBe('proposed')
  })

  it('中止以后恢复到中止前的状态', () => {
    const aside = [...CHAIN, step('s', 'suspend', 'd')]
    expect(state(aside)).toBe('suspended')
    expect(state([...aside, step('r', 'resume', 's')])).toBe('reviewed')
    expect(standing([step('r', 'resume', null)], 'r')).toBe('misplaced')
  })

  it('承接步骤只在没有本系统步骤时算数', () => {
    expect(state([step('o', opening('reviewed'), null)])).toBe('reviewed')
    const both = [step('o', opening('reviewed'), null), step('a', 'propose', null)]
    expect([state(both), standing(both, 'o')]).toEqual(['proposed', 'yields'])
    expect(state([...both, step('u', undoing('propose'), 'a')])).toBe('reviewed')
    expect(stateOf(scrapping, [step('o', opening('reviewed'), null), step('p', opening('noticed'), null)])).toMatchObject({
      state: 'in_use',
      contested: ['o', 'p'],
    })
    expect(standing([step('o', opening('nowhere'), null)], 'o')).toBe('unknown')
  })

  it('绕圈的、没听说过的、接不上的都不算', () => {
    const odd = [step('a', 'propose', 'b'), step('b', 'discuss', 'a'), step('n', 'dance', null), step('m', 'review', null)]
    const found = stateOf(scrapping, odd)
    expect([found.state, [...found.standing]]).toEqual([
      'in_use',
      [
        ['n', 'unknown'],
        ['m', 'misplaced'],
        ['a', 'after'],
        ['b', 'after'],
      ],
    ])
  })
})

const KEYS = scrapping.steps.map(({ key }) => key)

/** Steps as several sites might make them: mostly in their place, some undone, some twice, some out of nowhere. */
function randomSteps(random: Random): StepFact[] {
  const steps: StepFact[] = []
  const wanted = 1 + random.below(7)
  // Where the record is about: nobody knows better, since the steps of others arrive later.
  let [now, last]: [string, string | null] = [scrapping.initial, null]
  for (let index = 0; index < wanted; index += 1) {
    const fitting = scrapping.steps.filter(({ from }) => from.includes(now))
    const id = `${random.below(1000)}-${index}`
    const undone = random.oneIn(8) ? random.pick(steps) : undefined
    if (undone !== undefined) steps.push(step(id, undoing(undone.step), undone.id))
    else if (random.oneIn(8)) steps.push(step(id, random.oneIn(3) ? opening('noticed') : (random.pick(KEYS) ?? ''), random.pick(steps)?.id ?? null))
    else {
      const next = random.pick(fitting)
      steps.push(step(id, next?.key ?? 'dance', random.oneIn(12) ? 'lost' : last))
      if (next?.kind !== 'signOff') [now, last] = [next === undefined || next.kind === 'resume' ? 'noticed' : next.to, id]
    }
  }
  return steps
}

const shuffled = (steps: readonly StepFact[], random: Random): StepFact[] =>
  steps
    .map((fact) => ({ fact, at: random.fraction() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ fact }) => fact)

const text = ({ state: now, path, signed, contested, standing: each }: ProcedureStanding): string =>
  [now, ...path, '|', ...signed, '|', ...contested, '|', ...[...each].map(([id, as]) => `${id}=${as}`).toSorted()].join(' ')

describe('状态的定律', () => {
  it('十万组步骤，不管先后次序都是同一状态，每一步都有说法；补上缺的前一步就恢复', () => {
    const random = new Random(20151017)
    const seen = new Map<string, number>()
    for (let run = 0; run < (isLongRun() ? 1_000_000 : 100_000); run += 1) {
      const steps = randomSteps(random)
      const whole = stateOf(scrapping, steps)
      if (whole.standing.size !== steps.length) expect(whole.standing.size, JSON.stringify(steps)).toBe(steps.length)
      seen.set(whole.state, (seen.get(whole.state) ?? 0) + 1)
      const other = shuffled(steps, random)
      const missing = random.below(other.length)
      const without = stateOf(
        scrapping,
        other.filter((_, index) => index !== missing),
      )
      const healed = stateOf(scrapping, other)
      if (text(healed) !== text(whole)) expect(text(healed), JSON.stringify(steps)).toBe(text(whole))
      // Nothing that was made after a missing step may count.
      const lost = other[missing]?.id
      for (const { id, follows } of other) if (follows === lost && without.standing.get(id) === 'counts') expect(id, JSON.stringify(steps)).toBe('suspended')
    }
    for (const { key } of scrapping.states) expect(seen.get(key) ?? 0, key).toBeGreaterThan(100)
  })
})
