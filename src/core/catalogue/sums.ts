/**
 * What a law of sums is: numbers that must come to another number, whatever they count (votes, weights, plots, shares, tasks). Declared with the
 * register that holds the numbers, as `sums`.
 */

export interface SumLaw {
  /** snake_case; with the name of its register the number of the rule that asks it. Never renamed. */
  readonly key: string
  /** What is added up, as the sentence says it: 零件份额合计. */
  readonly label: string
  /** Key of the reference to the record whose lines are added up; without it the fields of each single record are. */
  readonly whole?: string
  /** Keys of the numbers that are added up, all of one unit. Where none of them is entered nothing is asked. */
  readonly of: readonly string[]
  /** What they come to, in stored units: a number, a field of the whole (without `whole` of the record), or one of a record referred to. */
  readonly equals: number | string | { readonly by: string; readonly field: string }
  /** They may stay below it. */
  readonly atMost?: true
  /** The greatest difference let pass, in stored units; none unless given. */
  readonly tolerance?: number
  /** Only records that hold one of these values are added up: entries that are still in force. */
  readonly only?: Readonly<Record<string, readonly (string | number | null)[]>>
  /** What breaks it is refused where it is typed; or it may be kept with a reason. Whatever comes otherwise is a finding. */
  readonly level: 'refuse' | 'finding'
  readonly source: string
}
