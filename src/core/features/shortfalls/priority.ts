/** How urgent a need is: points for urgency, for the share of the poor, for a village of the year's plan, for votes (mechanisms.md M05.c【推】). */
import type { FieldValue } from '../../catalogue/types.ts'
import { firstValue } from '../../rules/parameters.ts'

/** The parameters that it is worked out with; whole numbers. */
export const WEIGHTS = [
  'need_urgency_points',
  'need_poor_points',
  'need_plan_points',
  'need_vote_points',
  'need_urgency_grade_1',
  'need_urgency_grade_2',
  'need_urgency_grade_3',
] as const
type Weight = (typeof WEIGHTS)[number]

/** Hundredths of a point, rounded half up once at the end; null where nothing of it is entered. What is not entered scores nothing. */
export function priorityOf(row: Readonly<Record<string, FieldValue>>, found: Readonly<Record<string, unknown>>): number | null {
  const weight = (key: Weight): bigint => BigInt(wholeOf(found[key]) ?? firstValue(key))
  const grade = ['1', '2', '3'].includes(String(row['urgency'])) ? weight(`need_urgency_grade_${String(row['urgency'])}` as Weight) : undefined
  const terms = [
    term(weight('need_urgency_points'), grade, 100n),
    term(weight('need_poor_points'), countOf(row['poor_households']), countOf(row['households'])),
    term(weight('need_vote_points'), countOf(row['votes_for']), countOf(row['votes_present'])),
  ].filter((one) => one !== undefined)
  if (terms.length === 0) return null
  const plan: Fraction = { parts: row['in_plan'] === true ? weight('need_plan_points') : 0n, of: 1n }
  const sum = [plan, ...terms].reduce((one, other) => ({ parts: one.parts * other.of + other.parts * one.of, of: one.of * other.of }))
  return Number((sum.parts * 200n + sum.of) / (sum.of * 2n))
}

interface Fraction {
  readonly parts: bigint
  readonly of: bigint
}

/** Points × part / whole, never more than the points. */
function term(points: bigint, part: bigint | undefined, whole: bigint | undefined): Fraction | undefined {
  if (part === undefined || whole === undefined || whole === 0n) return undefined
  return { parts: points * (part > whole ? whole : part), of: whole }
}

const countOf = (value: unknown): bigint | undefined => (typeof value === 'number' ? BigInt(value) : undefined)

function wholeOf(value: unknown): number | undefined {
  return typeof value === 'string' && /^\d{1,6}$/.test(value.trim()) ? Number(value) : undefined
}
