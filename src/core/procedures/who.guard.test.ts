/** Who may make, undo and begin: every declared procedure × step × role × level, the made-up one included, through all that asks it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askerOf, type Asker } from '../access/asker.ts'
import { makerOf, requireStepInRecord } from '../access/making.ts'
import type { Role } from '../access/permissions.ts'
import type { StepMaker } from '../catalogue/procedure.ts'
import { registerOf } from '../catalogue/index.ts'
import { AppError } from '../errors.ts'
import { calendarWith } from '../rules/workingDays.ts'
import { isAtLeast, OFFICE_LEVELS, type OfficeLevel } from '../rules/levels.ts'
import { enterFamily, openPair, type TestApp, type TestPair } from '../testing/guard/office.ts'
import { missingFor, type StepFacts } from './needs.ts'
import { allProceedings, proceedings, type Proceeding } from './proceedings.ts'
import { opening, stateOf } from './state.ts'
import type { StepRow } from './steps.ts'
import { undoable } from './undo.ts'

const UNITS: Readonly<Record<OfficeLevel, string>> = { county: '621125000000', township: '621125100000', village: '621125100204' }
const [HERE, ELSEWHERE] = ['621125100204', '621125101201']
const ROLES: readonly Role[] = ['reader', 'entry', 'review', 'administrator']
const ASKERS: readonly Asker[] = OFFICE_LEVELS.flatMap((level) =>
  ROLES.map((role) => askerOf({ id: role, displayName: '某人', role, divisions: [] }, UNITS[level])),
)
const RULES = { parameter: () => undefined, worksOn: calendarWith(new Map()) }

/** What the declaration says, in the words of this test. */
const declared = ({ level, roles = ['entry', 'review'] }: StepMaker, asker: Asker): boolean =>
  isAtLeast(asker.level, level) && (asker.role === 'administrator' || roles.some((role) => role === asker.role))

const rowOf = ({ register }: Proceeding, who: StepMaker): Record<string, string> => ({ [who.side ?? register.owner ?? '']: HERE })
const named = (asker: Asker): string => `${asker.role} ${asker.level}`
const refuses = (work: () => unknown): boolean => {
  try {
    work()
    return false
  } catch (error) {
    if (error instanceof AppError && error.code === 'FORBIDDEN') return true
    throw error
  }
}

describe.each(proceedings.map((one) => [one.register.name, one] as const))('%s：谁能办、谁能撤', (_name, proceeding) => {
  const { procedure } = proceeding

  it('每一步、每个角色、每一级，只有申明的人能办，不管现在是什么状态', () => {
    const wrong: string[] = []
    for (const step of procedure.steps)
      for (const asker of ASKERS) {
        const facts: StepFacts = {
          standing: stateOf(procedure, []),
          elsewhere: null,
          refusals: [],
          conditions: [],
          on: '2015-10-09',
          previousOn: null,
          today: '2015-10-09',
          maker: makerOf(asker, proceeding.register, step.who, rowOf(proceeding, step.who)),
          locked: null,
          emptyFields: [],
          papers: { record: {}, act: {} },
          paperLabels: {},
          act: null,
          vote: null,
          notice: null,
          since: null,
          signatures: 0,
          sameHand: null,
          remark: null,
        }
        const may = !missingFor(procedure, step, facts, RULES).some(({ need }) => need === 'level' || need === 'role')
        if (may !== declared(step.who, asker)) wrong.push(`${step.key} ${named(asker)}`)
      }
    expect(wrong).toEqual([])
  })

  it('撤销一步和办那一步的人相同；承接的由录入的人在承接的级别撤', () => {
    const wrong: string[] = []
    const made = (step: string, level: OfficeLevel): StepRow => ({
      id: 's',
      step,
      follows: null,
      record: 'r',
      round: 1,
      level,
      done_on: '2015-01-01',
      done_by: null,
      signatures: null,
      act: null,
      due_on: null,
      remark: null,
      basis: null,
      relied: {},
    })
    const cases = [
      ...procedure.steps.map((step) => ({ step: made(step.key, step.who.level), who: step.who as StepMaker })),
      ...OFFICE_LEVELS.map((level) => ({ step: made(opening(procedure.states[1]?.key ?? ''), level), who: { level, roles: ['entry'] } as StepMaker })),
    ]
    for (const { step, who } of cases)
      for (const asker of ASKERS)
        if (refuses(() => undoable(proceeding, [step], 's', asker, rowOf(proceeding, who))) === declared(who, asker)) wrong.push(`${step.step} ${named(asker)}`)
    expect(wrong).toEqual([])
  })
})

describe.each(allProceedings.filter(({ procedure }) => procedure.inRecord !== undefined).map((one) => [one.register.name, one] as const))(
  '%s：步骤记在记录里',
  (_name, proceeding) => {
    const { register, procedure } = proceeding

    it('写状态就是办一步：每一步、每个角色、每一级，只有申明的人写得进去，别处的单位都不行', () => {
      const wrong: string[] = []
      for (const step of procedure.steps.filter(({ overrules }) => overrules !== true))
        for (const from of step.from)
          for (const asker of ASKERS) {
            const before = { ...rowOf(proceeding, step.who), [procedure.state]: from }
            const write = (row: Record<string, string>): boolean =>
              refuses(() => requireStepInRecord(asker, register, row, { [procedure.state]: 'to' in step ? step.to : '' }))
            if (write(before) === declared(step.who, asker)) wrong.push(`${step.key} ${from} ${named(asker)}`)
          }
      for (const step of procedure.steps.filter(({ overrules }) => overrules !== true))
        for (const role of ['entry', 'review'] as const) {
          const limited = askerOf({ id: role, displayName: '某人', role, divisions: [HERE] }, UNITS.county)
          const row = { [step.who.side ?? register.owner ?? '']: ELSEWHERE, [procedure.state]: step.from[0] ?? '' }
          if (!refuses(() => requireStepInRecord(limited, register, row, { [procedure.state]: 'to' in step ? step.to : '' })))
            wrong.push(`${step.key} elsewhere`)
        }
      const begins = procedure.inRecord?.begins
      for (const asker of ASKERS)
        if (begins !== undefined && refuses(() => requireStepInRecord(asker, register, null, rowOf(proceeding, begins.who))) === declared(begins.who, asker))
          wrong.push(`begins ${named(asker)}`)
      expect(wrong).toEqual([])
    })

    it('没有哪一步能写到的状态写不进去', () => {
      const [asker] = ASKERS.filter(({ role, level }) => role === 'administrator' && level === 'county')
      if (asker === undefined) throw new RangeError('no asker')
      const { initial, state } = procedure
      expect(() => requireStepInRecord(asker, register, { [state]: procedure.states.find(({ final }) => final)?.key ?? '' }, { [state]: initial })).toThrow(
        '没有哪一步',
      )
    })
  },
)

describe('门上问', () => {
  let pair: TestPair
  let office: TestApp
  beforeAll(async () => {
    pair = await openPair()
    office = pair.township
  })
  afterAll(() => pair.end())

  it('画面放开了台账也写不进不归他办的一步', async () => {
    const { household } = await enterFamily(office)
    const { id } = await office.client.exchange.returnHousehold({ household, remark: '缺照片' })
    const { writer } = office.app.host.office().records
    const register = registerOf('review_return')
    const as = (role: Role) => ({ id: 'x', displayName: '某人', role, divisions: [] })
    const close = (role: Role) =>
      writer.change(as(role), { kind: 'edit', title: '办结', opened: () => true }, (door) => door.update(register, id, { state: 'closed' }))
    await expect(close('reader')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(close('entry')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(close('review')).resolves.toBeDefined()
  })
})
