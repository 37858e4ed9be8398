/**
 * How far a project should be and how far it is on a day (mechanisms.md M06.c, readings.md 19–20, T04). Exact fractions; what is shown is rounded once.
 * All figures are hundredths of a per cent: 6,000 is 60.00 %.
 */

/** A step of the work as it is known on a day. */
export interface NodeOnDay {
  /** Hundredths of a per cent of the whole; null where none is entered, which counts as nothing. */
  readonly weight: number | null
  readonly plannedStart: string | null
  readonly plannedEnd: string | null
  /** What was reported last up to the day; null where nothing was. */
  readonly completion: number | null
}

/** How a project stands against its plan: not begun by plan (grey), as planned, behind, far behind, stopped; null where nothing is planned at all. */
export const PROGRESS_COLOURS = ['grey', 'green', 'amber', 'red', 'stopped'] as const
export type ProgressColour = (typeof PROGRESS_COLOURS)[number]

export function isProgressColour(value: unknown): value is ProgressColour {
  return (PROGRESS_COLOURS as readonly unknown[]).includes(value)
}

/** What each is called, on screens and paper alike: never by its colour alone. */
export const COLOUR_LABELS: Readonly<Record<ProgressColour, string>> = { grey: '未到期', green: '正常', amber: '滞后', red: '严重滞后', stopped: '停工' }

export interface ProgressLimits {
  /** Points behind the plan, inclusive, that are still green and still amber. */
  readonly green: number
  readonly amber: number
}

export interface Progress {
  readonly planned: number
  readonly actual: number
  /** Actual less planned; what is shown of it is rounded by itself. */
  readonly deviation: number
  readonly colour: ProgressColour
}

/** Parts of a whole; `of` is positive. */
interface Fraction {
  readonly parts: bigint
  readonly of: bigint
}

const NOTHING: Fraction = { parts: 0n, of: 1n }
const ALL = 10_000n
const DAY = 86_400_000

/**
 * How far a project is on a day; null where no step of it has both a weight and its days. Stopped projects keep their own colour, and their plan runs
 * on until a change of it is approved.
 */
export function progressOn(day: string, nodes: readonly NodeOnDay[], limits: ProgressLimits, stopped = false): Progress | null {
  if (!nodes.some(isPlanned)) return null
  const planned = sum(nodes.map((node) => plannedOf(day, node)))
  const actual = sum(nodes.map(actualOf))
  const deviation = minus(actual, planned)
  const due = nodes.some((node) => isPlanned(node) && (node.plannedStart ?? '') <= day)
  const colour = stopped ? 'stopped' : due ? colourOf(deviation, limits) : 'grey'
  return { planned: rounded(planned), actual: rounded(actual), deviation: rounded(deviation), colour }
}

const isPlanned = ({ weight, plannedStart, plannedEnd }: NodeOnDay): boolean => weight !== null && plannedStart !== null && plannedEnd !== null

/** Of the weight as much as days of the step have passed, the first and the last counted. A step that ends before it begins has its weight from its end on. */
function plannedOf(day: string, { weight, plannedStart, plannedEnd }: NodeOnDay): Fraction {
  if (weight === null || plannedStart === null || plannedEnd === null || day < plannedStart) return NOTHING
  if (day >= plannedEnd) return { parts: BigInt(weight), of: 1n }
  return { parts: BigInt(weight) * daysBetween(plannedStart, day), of: daysBetween(plannedStart, plannedEnd) }
}

/** How many days from one to the other, both counted. */
const daysBetween = (from: string, until: string): bigint => BigInt((Date.parse(until) - Date.parse(from)) / DAY + 1)

const actualOf = ({ weight, completion }: NodeOnDay): Fraction => ({ parts: BigInt(weight ?? 0) * BigInt(completion ?? 0), of: ALL })

function sum(fractions: readonly Fraction[]): Fraction {
  return fractions.reduce((one, other) => ({ parts: one.parts * other.of + other.parts * one.of, of: one.of * other.of }), NOTHING)
}

const minus = (one: Fraction, { parts, of }: Fraction): Fraction => sum([one, { parts: -parts, of }])

/** Unrounded: 5.00 points behind are green, a ten-thousandth more is amber. */
function colourOf({ parts, of }: Fraction, { green, amber }: ProgressLimits): ProgressColour {
  const least = (points: number): boolean => parts >= -BigInt(Math.round(points * 100)) * of
  if (least(green)) return 'green'
  return least(amber) ? 'amber' : 'red'
}

/** Half away from zero, so that being as much before and behind the plan looks the same. */
function rounded({ parts, of }: Fraction): number {
  const half = (2n * (parts < 0n ? -parts : parts) + of) / (2n * of)
  return Number(parts < 0n ? -half : half)
}
