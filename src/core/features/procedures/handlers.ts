import { boardOf, roundsOf } from '../../procedures/board.ts'
import { makeSteps, openAt, undoStep, type ProcedurePorts } from '../../procedures/make.ts'
import { allProceedings } from '../../procedures/proceedings.ts'
import { showProcedure } from '../../procedures/show.ts'
import { localDay } from '../../rules/dates.ts'
import { builder, type Core } from '../../runtime.ts'
import { conditionSources } from './conditions.ts'
import { stepEffects } from './effects.ts'

const DAY_MS = 86_400_000

export function procedureHandlers(core: Core) {
  const os = builder.procedures
  const today = (): string => localDay(core.now())
  const ports = (): ProcedurePorts => {
    const office = core.office()
    return {
      store: office.store,
      records: office.records,
      unit: office.unit,
      parameters: () => office.parameters(),
      effects: stepEffects,
      conditions: conditionSources,
    }
  }
  return {
    list: os.list.handler(({ context }) => {
      core.user(context)
      return allProceedings.map(({ register, procedure }) => ({
        register: register.name,
        label: procedure.label,
        states: procedure.states.map(({ key, label }) => ({ key, label })),
      }))
    }),
    show: os.show.handler(({ input, context }) => showProcedure(ports(), core.user(context), input.register, input.id, today())),
    board: os.board.handler(({ input, context }) => {
      const user = core.user(context)
      const { divisions } = core.office()
      return boardOf(core.office(), user, input, today()).map((place) => ({
        ...place,
        counts: { ...place.counts },
        name: place.code === '' ? '不属于任何地方' : divisions.fullName(place.code),
      }))
    }),
    rounds: os.rounds.handler(({ input, context }) =>
      roundsOf(core.office(), core.user(context), input.register, input.year).map((round) => ({
        ...round,
        days: round.ends === null ? null : Math.round((Date.parse(round.ends) - Date.parse(today())) / DAY_MS),
      })),
    ),
    step: os.step.handler(({ input, context }) =>
      makeSteps(ports(), core.user(context), { ...input, remark: input.remark ?? null, signatures: input.signatures ?? [], act: input.act ?? null }, today()),
    ),
    undo: os.undo.handler(({ input, context }) =>
      undoStep(ports(), core.user(context), { register: input.register, record: input.id, step: input.step, reason: input.reason, on: today() }),
    ),
    open: os.open.handler(({ input, context }) => openAt(core.office(), core.user(context), input)),
  }
}
