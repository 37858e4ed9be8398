/**
 * What must hold of a record beside its steps: criteria of an exit, thresholds of a county. A procedure names its conditions by a key, a feature says
 * how they stand; they are shown with the record at any time, and a step that needs them waits until all hold.
 */
import type { ProcedureDefinition } from '../catalogue/procedure.ts'
import type { ParameterReader } from '../rules/parameters.ts'
import type { ReadDatabase, SqlRow } from '../store/index.ts'

export interface Condition {
  readonly key: string
  readonly label: string
  /** What is asked. */
  readonly target: string
  /** How it stands; null where nothing is known. */
  readonly value: string | null
  readonly met: 'met' | 'unmet' | 'unknown'
  /** Why it is so, or what to do about it. */
  readonly note: string | null
  /** It holds, and somebody should look all the same. */
  readonly doubtful: boolean
  /** What stands on file of it: what people entered, or what a step kept when it judged it. Papers print it before how it stands today. */
  readonly kept?: KeptCondition
}

export interface KeptCondition {
  readonly value: string | null
  readonly met: boolean
  /** By which papers it is proved, in words; empty where none is named. */
  readonly evidence: string
  /** Which department and who of it signed for it; empty where nobody did. */
  readonly signed: string
}

/** The record that is judged, as it is in its table, and the day. */
interface ConditionSubject {
  readonly id: string
  readonly row: SqlRow
  readonly on: string
}

export type ConditionSource = (database: ReadDatabase, subject: ConditionSubject, parameters: ParameterReader) => readonly Condition[]

/** By the keys that declarations name. */
export type ConditionSources = Readonly<Record<string, ConditionSource>>

/** How the conditions of a record stand; none where its procedure has none. Throws RangeError where no feature judges them. */
export function conditionsOf({ conditions: key }: ProcedureDefinition, sources: ConditionSources, ...asked: Parameters<ConditionSource>): readonly Condition[] {
  if (key === undefined) return []
  const source = sources[key]
  if (source === undefined) throw new RangeError(`no feature judges the conditions ${key}`)
  return source(...asked)
}

/** Why a step that needs them cannot be made: a sentence for each that does not hold. */
export function conditionsLacking(conditions: readonly Condition[]): readonly { readonly about: string; readonly message: string }[] {
  return conditions.flatMap(({ key, label, target, value, met, note }) => {
    if (met === 'met') return []
    const stands = value === null ? '' : `，现在是 ${value}`
    const why = note === null ? '' : `：${note}`
    return [{ about: key, message: met === 'unmet' ? `“${label}”没有达标，要达到“${target}”${stands}${why}` : `“${label}”还不知道是否达标${why}` }]
  })
}
