/** Reading, walking and judging a tree of questions. Pure. */
import { targetsOf } from '../catalogue/derive/subject.ts'
import { codeLists, fieldOf, isRegisterName } from '../catalogue/index.ts'
import { pointsOf } from './points.ts'
import { DEEPEST, MOST_QUESTIONS, treeShape, type Condition, type Item, type Option, type Question, type Section, type Tree } from './types.ts'

/** The registers whose records may be asked about. */
export const askable: readonly string[] = targetsOf(fieldOf('answered_sheet', 'subject'))

/** What is wrong with a tree, where. */
export interface TreeProblem {
  /** Code of the section or question; empty for the whole. */
  readonly code: string
  readonly message: string
}

const read = new Map<string, Tree | null>()
/** Trees kept in memory: those of the questionnaires that are answered at one time. */
const MOST_KEPT = 40

/** The tree behind the text that a questionnaire keeps; null where it is none. */
export function readTree(text: string): Tree | null {
  let tree = read.get(text)
  if (tree === undefined) {
    tree = parseTree(text)
    if (read.size >= MOST_KEPT) read.clear()
    read.set(text, tree)
  }
  return tree
}

function parseTree(text: string): Tree | null {
  try {
    const parsed = treeShape.safeParse(JSON.parse(text))
    return parsed.success && problemsOf(parsed.data).length === 0 ? parsed.data : null
  } catch {
    return null
  }
}

/** The text that a questionnaire keeps of its tree: the same for the same tree. */
export function treeText(tree: Tree): string {
  return JSON.stringify(sorted(treeShape.parse(tree)))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

/** Every section and question with those above it, in the order of the paper. */
export function walk(items: readonly Item[], above: readonly Section[] = []): readonly { readonly item: Item; readonly above: readonly Section[] }[] {
  return items.flatMap((item) => [{ item, above }, ...(item.type === 'section' ? walk(item.items, [...above, item]) : [])])
}

const questions = new WeakMap<Tree, readonly Question[]>()

/** The questions in the order of the paper. */
export function questionsOf(tree: Tree): readonly Question[] {
  let found = questions.get(tree)
  if (found === undefined) {
    found = walk(tree.items).flatMap(({ item }) => (item.type === 'section' ? [] : [item]))
    questions.set(tree, found)
  }
  return found
}

export function questionOf(tree: Tree, code: string): Question | undefined {
  return questionsOf(tree).find((question) => question.code === code)
}

/** What may be chosen: the options, or yes and no. None where nothing is chosen from. */
export function optionsOf(question: Question): readonly Option[] {
  if (question.type === 'one' || question.type === 'several') return question.options
  if (question.type !== 'boolean') return []
  const { yes, no, vetoIf } = question
  return [
    { code: '1', label: '是', ...(yes === undefined ? {} : { points: yes }), ...(vetoIf === 'yes' ? { veto: true as const } : {}) },
    { code: '0', label: '否', ...(no === undefined ? {} : { points: no }), ...(vetoIf === 'no' ? { veto: true as const } : {}) },
  ]
}

/** What keeps a tree from being asked; an empty list for a sound one. */
export function problemsOf(tree: Tree): readonly TreeProblem[] {
  const problems: TreeProblem[] = []
  const all = walk(tree.items)
  const asked = questionsOf(tree)
  if (asked.length === 0) problems.push({ code: '', message: '还没有题目，请至少加一道题。' })
  if (asked.length > MOST_QUESTIONS) problems.push({ code: '', message: `题目有 ${asked.length} 道，最多 ${MOST_QUESTIONS} 道。` })
  const seen = new Set<string>()
  const before = new Map<string, Question>()
  for (const { item, above } of all) {
    if (seen.has(item.code)) problems.push({ code: item.code, message: `编号“${item.code}”用了两次，请改成不同的。` })
    seen.add(item.code)
    if (above.length >= DEEPEST) problems.push({ code: item.code, message: `“${item.label}”套得太深，最多 ${DEEPEST} 层。` })
    if (item.type === 'section' && item.items.length === 0) problems.push({ code: item.code, message: `“${item.label}”下面没有题目，请加题或删去这一部分。` })
    problems.push(...ofCondition(item, before), ...(item.type === 'section' ? [] : ofQuestion(item)), ...ofBounds(item))
    if (item.type !== 'section') before.set(item.code, item)
  }
  return [...problems, ...ofGrades(tree)]
}

function ofCondition(
  { code, label, shownIf = [] }: { readonly code: string; readonly label: string; readonly shownIf?: Condition | undefined },
  before: ReadonlyMap<string, Question>,
): TreeProblem[] {
  return shownIf.flatMap(({ question, is }): TreeProblem[] => {
    const earlier = before.get(question)
    if (earlier === undefined) return [{ code, message: `“${label}”的出现条件说到“${question}”，它前面没有这道题。` }]
    const known = optionsOf(earlier).map((option) => option.code)
    if (known.length === 0 && earlier.type !== 'code') return [{ code, message: `“${label}”的出现条件说到“${earlier.label}”，那道题不是选择题。` }]
    const unknown = known.length === 0 ? [] : is.filter((value) => !known.includes(value))
    return unknown.map((value) => ({ code, message: `“${label}”的出现条件里，“${earlier.label}”没有选项“${value}”。` }))
  })
}

function ofQuestion(question: Question): TreeProblem[] {
  const { code, label } = question
  const problem = (message: string): TreeProblem[] => [{ code, message: `“${label}”${message}` }]
  const codes = optionsOf(question).map((option) => option.code)
  if (new Set(codes).size < codes.length) return problem('有两个选项的代码一样。')
  if (question.type === 'code' && !codeLists.some(({ id }) => id === question.codeList)) return problem(`用的代码表“${question.codeList}”不存在。`)
  if (question.type === 'reference' && !isRegisterName(question.register)) return problem(`用的台账“${question.register}”不存在。`)
  if (question.type === 'score' && (pointsOf(question.maximum) ?? 0) <= 0) return problem('的满分要大于 0。')
  return []
}

function ofBounds(item: Item): TreeProblem[] {
  const pairs: (readonly [string | undefined, string | undefined])[] = []
  if (item.type === 'section') pairs.push([item.least, item.most])
  if (item.type === 'integer' || item.type === 'decimal') pairs.push([item.minimum, item.maximum], [item.scoring?.least, item.scoring?.most])
  return pairs.flatMap(([least, most]) =>
    least !== undefined && most !== undefined && (pointsOf(least) ?? 0) > (pointsOf(most) ?? 0)
      ? [{ code: item.code, message: `“${item.label}”的下限 ${least} 大于上限 ${most}。` }]
      : [],
  )
}

function ofGrades({ grades = [] }: Tree): TreeProblem[] {
  return grades.flatMap(({ from, label }, index) => {
    const above = grades[index - 1]
    return above !== undefined && (pointsOf(above.from) ?? 0) <= (pointsOf(from) ?? 0)
      ? [{ code: '', message: `等次“${label}”的起点 ${from} 不低于它上面的“${above.label}”，请从高到低写。` }]
      : []
  })
}
