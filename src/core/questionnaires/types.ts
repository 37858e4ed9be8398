/**
 * A questionnaire as data: a tree of sections and questions, with what may be answered and what an answer scores. Plain data without functions, so
 * that screens, core, workbooks and packages all carry the same thing. Every number is a decimal text and is never made a float. Isomorphic.
 */
import { z } from 'zod'

/** At most four digits after the point: what scores are counted in on the way. */
export const decimalShape = z.string().regex(/^-?\d{1,9}(\.\d{1,4})?$/)
const codeShape = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$/)
const labelShape = z.string().trim().min(1).max(300)

/** Shown, asked and scored only where each of these earlier questions was answered with one of the values. */
const conditionShape = z.array(z.strictObject({ question: codeShape, is: z.array(z.string().min(1).max(100)).min(1).max(50) })).max(10)

export const optionShape = z.strictObject({
  code: codeShape,
  label: labelShape,
  points: decimalShape.optional(),
  /** Whoever is given this answer is out, whatever the score. */
  veto: z.literal(true).optional(),
})
export type Option = z.infer<typeof optionShape>

/** Points for each whole unit of a number: `-0.2` for each day missed. */
const scoringShape = z.strictObject({ each: decimalShape, least: decimalShape.optional(), most: decimalShape.optional() })

const common = { code: codeShape, label: labelShape, hint: z.string().trim().max(500).optional(), shownIf: conditionShape.optional() }
const asked = { ...common, required: z.literal(true).optional(), weight: decimalShape.optional() }
const limits = { minimum: decimalShape.optional(), maximum: decimalShape.optional(), unit: z.string().max(20).optional(), scoring: scoringShape.optional() }

export const questionShape = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('boolean'), ...asked, yes: decimalShape.optional(), no: decimalShape.optional(), vetoIf: z.enum(['yes', 'no']).optional() }),
  z.strictObject({ type: z.literal('one'), ...asked, options: z.array(optionShape).min(2).max(60) }),
  z.strictObject({ type: z.literal('several'), ...asked, options: z.array(optionShape).min(1).max(60) }),
  z.strictObject({ type: z.literal('integer'), ...asked, ...limits }),
  z.strictObject({ type: z.literal('decimal'), ...asked, ...limits, scale: z.number().int().min(1).max(4) }),
  z.strictObject({ type: z.literal('text'), ...asked, longest: z.number().int().min(1).max(2000).optional() }),
  z.strictObject({ type: z.literal('date'), ...asked }),
  /** An item of a code list of the catalogue. */
  z.strictObject({ type: z.literal('code'), ...asked, codeList: z.string().min(1).max(60) }),
  /** A record of a register. */
  z.strictObject({ type: z.literal('reference'), ...asked, register: z.string().min(1).max(60) }),
  /** Points that whoever asks gives, from 0 to the maximum. */
  z.strictObject({ type: z.literal('score'), ...asked, maximum: decimalShape }),
])
export type Question = z.infer<typeof questionShape>
export type AnswerType = Question['type']

export interface Section {
  type: 'section'
  code: string
  label: string
  hint?: string | undefined
  shownIf?: Condition | undefined
  /** Points before any answer: what deductions are taken from. */
  base?: string | undefined
  /** Bounds of the sum of the section. */
  least?: string | undefined
  most?: string | undefined
  /** What the sum is multiplied by. */
  weight?: string | undefined
  items: Item[]
}
export type Item = Section | Question
export type Condition = z.infer<typeof conditionShape>

/** How deep sections lie within each other at most, and how many questions there are. */
export const DEEPEST = 4
export const MOST_QUESTIONS = 400

/** A section without what lies in it. */
export const sectionHeadShape = z.strictObject({
  type: z.literal('section'),
  ...common,
  base: decimalShape.optional(),
  least: decimalShape.optional(),
  most: decimalShape.optional(),
  weight: decimalShape.optional(),
})
const sectionShape: z.ZodType<Section> = z.lazy(() => sectionHeadShape.extend({ items: z.array(itemShape).max(MOST_QUESTIONS) }))
const itemShape: z.ZodType<Item> = z.lazy(() => z.union([sectionShape, questionShape]))

export const treeShape = z.strictObject({
  /** What whoever asks is told before the first question. */
  preface: z.string().trim().max(2000).optional(),
  base: decimalShape.optional(),
  least: decimalShape.optional(),
  most: decimalShape.optional(),
  /** What is scored counts as a share of what could be scored by what was asked, out of this many points: questions that were not shown cost nothing (M12). */
  outOf: decimalShape.optional(),
  /** From that score on (not rounded) it is called so; the highest first. Without any the score stands alone. */
  grades: z
    .array(z.strictObject({ from: decimalShape, label: z.string().trim().min(1).max(20) }))
    .max(10)
    .optional(),
  items: z.array(itemShape).max(MOST_QUESTIONS),
})
export type Tree = z.infer<typeof treeShape>

/** Answers in their stored spelling by code of the question. */
export type Answers = ReadonlyMap<string, string>

/** Kinds of answer as people are told them. */
export const ANSWER_TYPES: Readonly<Record<AnswerType, string>> = {
  boolean: '是否',
  one: '单选',
  several: '多选',
  integer: '整数',
  decimal: '小数',
  text: '文字',
  date: '日期',
  code: '代码表',
  reference: '台账记录',
  score: '打分',
}
