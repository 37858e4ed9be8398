import { localDay } from '../../rules/dates.ts'
import { builder, type Core } from '../../runtime.ts'
import type { Store } from '../../store/index.ts'
import { mutable } from '../statistics/service.ts'
import { summaryOf, type Summary } from './summary.ts'

/** Procedures of the first screen. What was counted is kept until something changes, since every return to the screen asks again. */
export function homeHandlers(core: Core) {
  const os = builder.home
  const kept = new Kept()
  return {
    summary: os.summary.handler(({ input, context }) => {
      const user = core.user(context)
      const office = core.office()
      const today = localDay(core.now())
      return kept.of(office.store, JSON.stringify([user.role, user.divisions, input.year, today]), () => answerOf(summaryOf(office, user, input.year, today)))
    }),
  }
}

/** The summary as its shape has it. */
function answerOf({ onFile, causes, villages, incomplete, parameters, ...rest }: Summary) {
  return {
    ...rest,
    onFile: mutable(onFile),
    causes: mutable(causes),
    villages: mutable(villages),
    incomplete: mutable(incomplete),
    parameters: mutable(parameters),
  }
}

type Answer = ReturnType<typeof answerOf>

class Kept {
  #store: Store | null = null
  readonly #summaries = new Map<string, Answer>()

  of(store: Store, key: string, count: () => Answer): Answer {
    if (store !== this.#store) {
      this.#store = store
      this.#summaries.clear()
      store.onChange(() => this.#summaries.clear())
    }
    const known = this.#summaries.get(key)
    if (known !== undefined) return known
    const made = count()
    this.#summaries.set(key, made)
    return made
  }
}
