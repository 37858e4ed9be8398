/**
 * What a set of answers scores. Total: any answers to any tree have a score, whatever is missing, left over or written wrongly (which counts as
 * not answered). Sections are summed, held within their bounds and weighted; the bounds of the whole come last. Pure.
 */
import { chosenIn, numberIn, problemWith } from './answers.ts'
import { perUnit, pointsOf, shareOf, weighted } from './points.ts'
import { optionsOf, questionsOf } from './tree.ts'
import type { Answers, Condition, Item, Question, Section, Tree } from './types.ts'

export interface Score {
  /** Ten-thousandths, not rounded to the place that is shown. */
  readonly points: number
  /** The most that could have been scored by what was asked: questions that were not shown are not in it. */
  readonly most: number
  readonly grade: string | null
  /** Codes of the questions whose answer is out, in the order of the paper. */
  readonly vetoes: readonly string[]
  /** Codes of the questions that were shown. */
  readonly shown: ReadonlySet<string>
  /** Codes of required questions that were shown and not answered. */
  readonly open: readonly string[]
  /** Points by code of the question, of those that score. */
  readonly byQuestion: ReadonlyMap<string, number>
}

interface Sum {
  readonly points: number
  readonly most: number
}

const NOTHING: Sum = { points: 0, most: 0 }

/** Scores answers. */
export function scoreOf(tree: Tree, given: Answers): Score {
  const answers = new Map(questionsOf(tree).flatMap((question) => soundAnswer(question, given)))
  const byQuestion = new Map<string, number>()
  const shown = new Set<string>()
  const known = new Map<string, string>()
  const visit = (item: Item): Sum => {
    if (!holds(item.shownIf, known)) return NOTHING
    if (item.type === 'section') return ofSection(item, item.items.map(visit))
    shown.add(item.code)
    const value = answers.get(item.code)
    if (value !== undefined) known.set(item.code, value)
    const points = value === undefined ? 0 : pointsFor(item, value)
    if (value !== undefined && scores(item)) byQuestion.set(item.code, points)
    return { points, most: mostFor(item) }
  }
  const whole = outOf(tree, ofSection(tree, tree.items.map(visit)))
  const asked = questionsOf(tree).filter(({ code }) => shown.has(code))
  const vetoes = asked.filter((question) => isOut(question, known.get(question.code))).map(({ code }) => code)
  return {
    ...whole,
    vetoes,
    shown,
    byQuestion,
    grade: vetoes.length > 0 ? null : gradeOf(tree, whole.points),
    open: asked.filter(({ required, code }) => required === true && !known.has(code)).map(({ code }) => code),
  }
}

function outOf({ outOf: full }: Tree, sum: Sum): Sum {
  const all = full === undefined ? null : pointsOf(full)
  return all === null || sum.most <= 0 ? sum : { points: shareOf(sum.points, sum.most, all), most: all }
}

function soundAnswer(question: Question, given: Answers): [string, string][] {
  const value = given.get(question.code)
  return value === undefined || value === '' || problemWith(question, value) !== null ? [] : [[question.code, value]]
}

/** Whether something is shown, by the answers to what was shown before it. */
function holds(condition: Condition | undefined, known: Answers): boolean {
  return (condition ?? []).every(({ question, is }) => chosenIn(known.get(question) ?? '').some((code) => is.includes(code)))
}

function ofSection({ base, least, most, weight }: Pick<Section, 'base' | 'least' | 'most' | 'weight'>, parts: readonly Sum[]): Sum {
  const from = pointsOf(base ?? '0') ?? 0
  const of = (key: keyof Sum): number => {
    const sum = within(
      parts.reduce((total, part) => total + part[key], from),
      least,
      most,
    )
    return weight === undefined ? sum : weighted(sum, pointsOf(weight) ?? 0)
  }
  return { points: of('points'), most: of('most') }
}

function within(points: number, least: string | undefined, most: string | undefined): number {
  const [low, high] = [least === undefined ? null : pointsOf(least), most === undefined ? null : pointsOf(most)]
  if (high !== null && points > high) return high
  return low !== null && points < low ? low : points
}

/** Whether a question can score at all. */
function scores(question: Question): boolean {
  if (question.type === 'score') return true
  if (question.type === 'integer' || question.type === 'decimal') return question.scoring !== undefined
  return optionsOf(question).some(({ points }) => points !== undefined)
}

/** The points of one answer, weighted. */
function pointsFor(question: Question, value: string): number {
  return byWeight(question, plainPoints(question, value))
}

function plainPoints(question: Question, value: string): number {
  const number = numberIn(question, value)
  if (question.type === 'score') return number ?? 0
  if (question.type === 'integer' || question.type === 'decimal') {
    const { scoring } = question
    return scoring === undefined || number === null ? 0 : within(perUnit(pointsOf(scoring.each) ?? 0, number), scoring.least, scoring.most)
  }
  const chosen = new Set(chosenIn(value))
  return optionsOf(question).reduce((sum, { code, points }) => (chosen.has(code) ? sum + (pointsOf(points ?? '0') ?? 0) : sum), 0)
}

function byWeight({ weight }: Question, points: number): number {
  return weight === undefined ? points : weighted(points, pointsOf(weight) ?? 0)
}

/** The most that a question can score, weighted; a number without a bound that adds points counts as nothing. */
function mostFor(question: Question): number {
  const options = optionsOf(question).map(({ points }) => pointsOf(points ?? '0') ?? 0)
  switch (question.type) {
    case 'boolean':
    case 'one':
      return byWeight(question, Math.max(0, ...options))
    case 'several':
      return byWeight(
        question,
        options.filter((points) => points > 0).reduce((sum, points) => sum + points, 0),
      )
    case 'score':
      return byWeight(question, pointsOf(question.maximum) ?? 0)
    case 'integer':
    case 'decimal':
      return byWeight(question, Math.max(0, mostByNumber(question)))
    default:
      return 0
  }
}

function mostByNumber({
  scoring,
  maximum,
}: {
  readonly scoring?: { readonly each: string; readonly least?: string | undefined; readonly most?: string | undefined } | undefined
  readonly maximum?: string | undefined
}): number {
  if (scoring === undefined) return 0
  const each = pointsOf(scoring.each) ?? 0
  const byLargest = each <= 0 ? 0 : maximum === undefined ? null : perUnit(each, pointsOf(maximum) ?? 0)
  return byLargest === null ? (pointsOf(scoring.most ?? '0') ?? 0) : within(byLargest, scoring.least, scoring.most)
}

function isOut(question: Question, value: string | undefined): boolean {
  if (value === undefined) return false
  const chosen = new Set(chosenIn(value))
  return optionsOf(question).some(({ code, veto }) => veto === true && chosen.has(code))
}

function gradeOf({ grades = [] }: Tree, points: number): string | null {
  return grades.find(({ from }) => points >= (pointsOf(from) ?? 0))?.label ?? null
}
