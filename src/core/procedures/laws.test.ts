/** What holds of every procedure that is declared, by walking the declarations. */
import { describe, expect, it } from 'vitest'
import { settingsOf, statesList } from '../catalogue/derive/procedure.ts'
import { codeListOf, fieldOf, registerOf } from '../catalogue/index.ts'
import { defaultParameters } from '../rules/parameters.ts'
import { Random } from '../testing/fuzz/random.ts'
import { dueSources } from '../due/sources.ts'
import { diagramOf } from './diagram.ts'
import { allProceedings, proceedings } from './proceedings.ts'
import { heldOf, isOpening, openedBy, stateOf, undoing, type StepFact } from './state.ts'

const DAY = '2015-06-30'

describe.each(allProceedings.map((one) => [one.register.name, one] as const))('%s 的流程', (_name, { register, procedure }) => {
  it('状态的码表就是申明的状态，各写一次', () => {
    expect(codeListOf(fieldOf(register, procedure.state).codeList ?? '')).toEqual(statesList(procedure))
  })

  it('县里可改的天数和比例都是参数，起初的值相同', () => {
    for (const { parameter, value } of settingsOf(procedure)) {
      expect(defaultParameters(parameter, DAY, null), parameter).toBe(value)
    }
  })

  it('流程图上每个状态都在', () => {
    expect(
      diagramOf(procedure)
        .boxes.map(({ key }) => key)
        .toSorted(),
    ).toEqual(procedure.states.map(({ key }) => key).toSorted())
  })

  it('没有表格、画面能直接写状态：状态是算出来的，或者台账不由人逐条修改', () => {
    const { derived } = fieldOf(register, procedure.state)
    expect(derived !== undefined || registerOf(register.name).internal === true).toBe(true)
  })

  it('有期限的状态都进到期清单', () => {
    const timed = procedure.states.some(({ within }) => within !== undefined) || procedure.steps.some(({ needs }) => needs?.notice !== undefined)
    expect(dueSources.some((source) => source.register.name === register.name && source.label.startsWith(procedure.label))).toBe(timed)
  })
})

/** Steps as several sites might make them, mostly in their place; every third set goes onward without a slip, so that the end of a long procedure is reached. */
function randomSteps(random: Random, { procedure }: (typeof proceedings)[number], told: string | null): StepFact[] {
  const steps: StepFact[] = []
  let [now, last]: [string, string | null] = [openedBy(procedure, told), null]
  const smooth = random.oneIn(3)
  const passed = new Set<string>()
  const slips = (times: number): boolean => !smooth && random.oneIn(times)
  const wanted = random.below(smooth ? procedure.states.length : 8)
  for (let index = 0; index < wanted; index += 1) {
    const undone = slips(7) ? random.pick(steps) : undefined
    const id = `${random.below(1000)}-${index}`
    if (undone !== undefined) {
      steps.push({ id, step: undoing(undone.step), follows: undone.id })
      continue
    }
    if (last === null && now !== procedure.initial) {
      last = `open-${index}`
      steps.push({ id: last, step: `open:${now}`, follows: null })
    }
    const fitting = procedure.steps.filter(({ from }) => from.includes(now))
    const onward = fitting.filter((step) => 'to' in step && !passed.has(step.to) && procedure.states.find(({ key }) => key === step.to)?.side !== true)
    passed.add(now)
    const next = slips(9) ? random.pick(procedure.steps) : random.pick(smooth && onward.length > 0 && !random.oneIn(5) ? onward : fitting)
    if (next === undefined) break
    steps.push({ id, step: next.key, follows: slips(12) ? 'lost' : last })
    if (next.kind !== 'signOff' && next.kind !== 'resume') [now, last] = [next.to, id]
  }
  return steps
}

const shuffled = <T>(items: readonly T[], random: Random): T[] =>
  items
    .map((item) => ({ item, at: random.fraction() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item)

describe.each(proceedings.map((one) => [one.register.name, one] as const))('%s 的步骤', (_name, proceeding) => {
  const { procedure } = proceeding
  const codes = [null, ...Object.keys(procedure.told?.opens ?? {}), procedure.told?.otherwise ?? null]

  it('五千组步骤：不管先后次序，状态、承接和显示的标志都相同；有本系统步骤时承接不算', () => {
    const random = new Random(20160428)
    const seen = new Set<string>()
    for (let run = 0; run < 5000; run += 1) {
      const told = random.pick(codes) ?? null
      const steps = randomSteps(random, proceeding, told)
      const other = shuffled(steps, random)
      const [one, again] = [stateOf(procedure, steps, told), stateOf(procedure, other, told)]
      if (one.state !== again.state || one.path.join() !== again.path.join()) expect(again, JSON.stringify(steps)).toEqual(one)
      const held = heldOf(procedure, one, steps, told)
      if (held !== heldOf(procedure, again, other, told)) expect(held, JSON.stringify(steps)).toBe(heldOf(procedure, again, other, told))
      seen.add(one.state)
      // What is told elsewhere changes nothing once a step counts.
      const own = one.path.some((id) => !isOpening(steps.find((step) => step.id === id)?.step ?? ''))
      const otherwise = stateOf(procedure, steps, random.pick(codes) ?? null)
      if (own && otherwise.state !== one.state) expect(otherwise.state, JSON.stringify(steps)).toBe(one.state)
      if (one.path.length === 0 && one.signed.length === 0) expect([one.state, held]).toEqual([openedBy(procedure, told), told])
    }
    for (const { key } of procedure.states) expect(seen).toContain(key)
  })
})

describe('步骤记在记录里的流程', () => {
  const kept = allProceedings.filter(({ procedure }) => procedure.inRecord !== undefined)

  it('审核退回、户迁移、人员迁移', () => {
    expect(kept.map(({ register }) => register.name)).toEqual(expect.arrayContaining(['review_return', 'transfer', 'person_transfer']))
  })

  it('同时说了两个状态，算走得最远的；没有哪一步走完反而排在后面', () => {
    const backward = kept.flatMap(({ procedure }) => {
      const order = codeListOf(procedure.key).items.map(({ code }) => code)
      return procedure.steps
        .filter((step) => step.overrules !== true)
        .flatMap((step) => step.from.flatMap((from) => ('to' in step && order.indexOf(step.to) > order.indexOf(from) ? [`${procedure.key} ${step.key}`] : [])))
    })
    expect(backward).toEqual([])
  })

  it('迁移的两半就是流程的起点和迁入', () => {
    for (const { register, procedure } of kept) {
      if (register.moves === undefined) continue
      const { state, underWay, done, settledOn } = register.moves
      const accept = procedure.steps.find((step) => 'to' in step && step.to === done)
      expect([state, underWay, accept?.enters?.on]).toEqual([procedure.state, procedure.initial, settledOn])
    }
  })
})
