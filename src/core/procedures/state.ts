/**
 * The state of a record as a pure function of the set of its steps, total for every set in any order.
 *
 * Each step names the one it follows. The walk begins before the first step and goes on as long as exactly one step follows the last that
 * counts; where two do, both are contested and the earlier state stands until the higher level undoes one. Whatever is not on that way is
 * suspended, not lost: it counts again as soon as what it follows is there and counts.
 */
import type { ProcedureDefinition, ProcedureStep } from '../catalogue/procedure.ts'

export interface StepFact {
  readonly id: string
  /** Key of the declared step, `undo:<key>`, or `open:<state>`. */
  readonly step: string
  /** Id of the step that it follows; of an undoing step, of what it undoes. Null for the first. */
  readonly follows: string | null
}

/**
 * - `counts`: on the way to the state. `undone`: taken back by a later step. `undoes`: takes another back.
 * - `contested`: another step follows the same one. `yields`: opened from a sheet, where the office has a step of its own.
 * - `missing`: what it follows is not on file. `after`: what it follows does not count. `misplaced`: it does not lead from that state.
 * - `unknown`: this version of the program declares no such step.
 */
export type Standing = 'counts' | 'undone' | 'undoes' | 'contested' | 'yields' | 'missing' | 'after' | 'misplaced' | 'unknown'

export interface ProcedureStanding {
  readonly state: string
  /** Ids of the steps that lead to the state, the first one first. */
  readonly path: readonly string[]
  /** The states that those lead to, one for each. */
  readonly states: readonly string[]
  /** The last of them: what the next step follows. */
  readonly last: string | null
  /** Keys of the sign-offs made since. */
  readonly signed: readonly string[]
  /** Ids of steps that follow the same one; empty unless somebody has to decide. */
  readonly contested: readonly string[]
  /** By id of step. */
  readonly standing: ReadonlyMap<string, Standing>
}

const UNDO = 'undo:'
const OPEN = 'open:'

/** Key of the step that undoes another. */
export const undoing = (step: string): string => `${UNDO}${step}`
/** Key of the step by which a record comes in with a state that was reached elsewhere. */
export const opening = (state: string): string => `${OPEN}${state}`
export const isUndoing = (step: string): boolean => step.startsWith(UNDO)
export const isOpening = (step: string): boolean => step.startsWith(OPEN)
/** The key of what an undoing step undoes. */
export const undoneKey = (step: string): string => step.slice(UNDO.length)

/** The declared step of that key, or `undefined`. */
export function stepOf(procedure: ProcedureDefinition, key: string): ProcedureStep | undefined {
  let steps = stepsByKey.get(procedure)
  if (steps === undefined) stepsByKey.set(procedure, (steps = new Map(procedure.steps.map((step) => [step.key, step]))))
  return steps.get(key)
}

const stepsByKey = new WeakMap<ProcedureDefinition, ReadonlyMap<string, ProcedureStep>>()

/**
 * How a record stands with these steps. `told` is what a sheet or an earlier program says (`told` of the declaration): it opens the procedure
 * while no step counts.
 */
export function stateOf(procedure: ProcedureDefinition, steps: readonly StepFact[], told: string | null = null): ProcedureStanding {
  const walked = new Walk(procedure, steps).result()
  return walked.path.length > 0 || walked.signed.length > 0 ? walked : { ...walked, state: openedBy(procedure, told) }
}

/** The state that a told code opens. */
export function openedBy({ told: declared, initial }: ProcedureDefinition, told: string | null): string {
  return (told === null ? undefined : declared?.opens[told]) ?? initial
}

/** The code that holds: what the last state that tells one says; as told while no step does. */
export function heldOf(
  procedure: ProcedureDefinition,
  { states, path, signed }: ProcedureStanding,
  steps: readonly StepFact[],
  told: string | null,
): string | null {
  if (path.length === 0 && signed.length === 0) return told
  const tells = (key: string): string | undefined => procedure.states.find((state) => state.key === key)?.tells
  const last = states.findLast((state) => tells(state) !== undefined)
  if (last !== undefined) return tells(last) ?? null
  const first = steps.find(({ id }) => id === path[0])?.step ?? ''
  const began = isOpening(first) ? first.slice(OPEN.length) : procedure.initial
  return openedBy(procedure, told) === began ? told : (procedure.told?.otherwise ?? null)
}

/** A step that still holds, with the state that it led to and how far that stands along the way; 0 for one beside it. */
interface Resting {
  readonly id: string
  readonly state: string
  readonly rank: number
}

/**
 * Ids of the steps that the state rests on, the first one first: where the way led back to an earlier state, or aside until something is put right, what is
 * to be made anew holds nothing any more; what was put aside and taken up again does.
 */
export function restingOn(
  procedure: ProcedureDefinition,
  { path, states }: Pick<ProcedureStanding, 'path' | 'states'>,
  steps: readonly StepFact[],
): readonly string[] {
  let kept: readonly Resting[] = []
  for (const [index, id] of path.entries()) {
    const state = states[index] ?? procedure.initial
    const key = steps.find((one) => one.id === id)?.step ?? ''
    kept = restingAfter(procedure, kept, { id, state, rank: rankOf(procedure, state) }, stepOf(procedure, key))
  }
  return kept.map(({ id }) => id)
}

function restingAfter(procedure: ProcedureDefinition, kept: readonly Resting[], made: Resting, step: ProcedureStep | undefined): readonly Resting[] {
  const at = kept.findIndex(({ state }) => state === made.state)
  if (step?.kind === 'resume' && at >= 0) return kept.slice(0, at + 1)
  if (made.state === procedure.initial) return []
  if (step?.kind === 'suspend') return [...kept, made]
  if (made.rank > 0) {
    const before = kept.filter(({ rank }) => rank > 0 && rank < made.rank)
    const same = kept.find(({ rank }) => rank === made.rank)
    // Whoever sends back to a state does not make the step that leads to it.
    return [...before, same === undefined || step === undefined || leadsOn(procedure, step) ? made : same]
  }
  const before = kept.filter(({ rank }) => rank > 0 && stepsFrom(procedure, made.state).every((next) => staysBefore(procedure, rank, next)))
  return [...before, made]
}

/** Whether what stands at a rank holds although this step comes next. */
function staysBefore(procedure: ProcedureDefinition, rank: number, step: ProcedureStep): boolean {
  if (step.kind === 'signOff' || step.kind === 'resume') return true
  const to = rankOf(procedure, step.to)
  if (to === 0 && step.to !== procedure.initial) return true
  return leadsOn(procedure, step) ? rank < to : rank <= to
}

const stepsFrom = ({ steps }: ProcedureDefinition, state: string): readonly ProcedureStep[] => steps.filter(({ from }) => from.includes(state))

/** How far a state stands along the way, in the order in which states are declared: 1 for the first; 0 for one beside it, and for the initial one. */
function rankOf({ states, initial }: ProcedureDefinition, state: string): number {
  const at = states.findIndex(({ key }) => key === state)
  return at < 0 || state === initial || states[at]?.side === true ? 0 : at + 1
}

/** Whether a step leads on along the way from some state, and not only back or out of one beside it. */
function leadsOn(procedure: ProcedureDefinition, step: ProcedureStep): boolean {
  if (step.kind === 'signOff' || step.kind === 'resume') return false
  const to = rankOf(procedure, step.to)
  return step.from.some((from) => from === procedure.initial || (rankOf(procedure, from) > 0 && rankOf(procedure, from) < to))
}

class Walk {
  readonly #procedure: ProcedureDefinition
  readonly #steps: readonly StepFact[]
  readonly #followers = new Map<string, StepFact[]>()
  readonly #standing = new Map<string, Standing>()
  readonly #path: string[] = []
  readonly #states: string[] = []
  #state: string
  /** States that were put aside, the last one last. */
  readonly #aside: string[] = []

  constructor(procedure: ProcedureDefinition, steps: readonly StepFact[]) {
    this.#procedure = procedure
    this.#state = procedure.initial
    // The order in which steps arrive must not matter.
    this.#steps = steps.toSorted((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0))
  }

  result(): ProcedureStanding {
    this.#sortOut()
    let [last, signed, contested]: [string | null, string[], string[]] = [null, [], []]
    for (;;) {
      const { moving, signOffs } = this.#after(last)
      signed = [...new Set(signOffs.map(({ step }) => step))].toSorted()
      if (moving.length !== 1) {
        contested = moving.map(({ id }) => id)
        for (const { id } of moving) this.#standing.set(id, 'contested')
        break
      }
      const [step] = moving
      if (step === undefined || !this.#move(step)) break
      last = step.id
      this.#path.push(last)
      this.#states.push(this.#state)
    }
    this.#judgeRest()
    return { state: this.#state, path: this.#path, states: this.#states, last, signed, contested, standing: this.#standing }
  }

  /** What is undone, undoes or is unknown takes no part; the others are found by what they follow. */
  #sortOut(): void {
    const undone = new Set(this.#steps.flatMap(({ step, follows }) => (isUndoing(step) && follows !== null ? [follows] : [])))
    for (const fact of this.#steps) {
      if (isUndoing(fact.step)) this.#standing.set(fact.id, 'undoes')
      else if (undone.has(fact.id)) this.#standing.set(fact.id, 'undone')
      else if (!this.#knows(fact.step)) this.#standing.set(fact.id, 'unknown')
      else {
        const followers = this.#followers.get(fact.follows ?? '')
        if (followers === undefined) this.#followers.set(fact.follows ?? '', [fact])
        else followers.push(fact)
      }
    }
  }

  #knows(step: string): boolean {
    if (isOpening(step)) return this.#procedure.states.some(({ key }) => opening(key) === step)
    return stepOf(this.#procedure, step) !== undefined
  }

  /** The steps that follow this one: those that move the record on, and the sign-offs beside each other. */
  #after(last: string | null): { moving: StepFact[]; signOffs: StepFact[] } {
    const followers = this.#followers.get(last ?? '') ?? []
    const moving: StepFact[] = []
    const signOffs: StepFact[] = []
    for (const fact of followers) {
      const step = stepOf(this.#procedure, fact.step)
      if (step?.kind !== 'signOff') moving.push(fact)
      else if (step.from.includes(this.#state)) {
        signOffs.push(fact)
        this.#standing.set(fact.id, 'counts')
      } else this.#standing.set(fact.id, 'misplaced')
    }
    // What was taken over from elsewhere counts only where the office has made no step of its own.
    const own = moving.filter(({ step }) => !isOpening(step))
    if (own.length === 0 || own.length === moving.length) return { moving, signOffs }
    for (const fact of moving) if (isOpening(fact.step)) this.#standing.set(fact.id, 'yields')
    return { moving: own, signOffs }
  }

  /** Whether the step leads on from the state. */
  #move(fact: StepFact): boolean {
    const to = this.#target(fact)
    this.#standing.set(fact.id, to === null ? 'misplaced' : 'counts')
    if (to === null) return false
    this.#state = to
    return true
  }

  #target({ step: key, follows }: StepFact): string | null {
    if (isOpening(key)) return follows === null ? key.slice(OPEN.length) : null
    const step = stepOf(this.#procedure, key)
    if (step === undefined || !step.from.includes(this.#state)) return null
    switch (step.kind) {
      case 'signOff':
        return null
      case 'resume':
        return this.#aside.pop() ?? null
      case 'suspend':
        this.#aside.push(this.#state)
        return step.to
      default:
        return step.to
    }
  }

  #judgeRest(): void {
    const known = new Set(this.#steps.map(({ id }) => id))
    for (const { id, follows } of this.#steps) {
      if (this.#standing.has(id)) continue
      this.#standing.set(id, follows !== null && !known.has(follows) ? 'missing' : 'after')
    }
  }
}
