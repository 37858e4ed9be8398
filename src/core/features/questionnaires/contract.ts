/** Questionnaires and what was answered, as they cross to the screens. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { treeShape } from '../../questionnaires/types.ts'
import { issueShape, jobStartedShape } from '../../shapes.ts'

const one = z.object({ id: z.string() })
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const reason = z.string().trim().min(1).max(1000)

/** What an office writes of a questionnaire. */
const writtenShape = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9_]{0,39}$/),
  name: z.string().trim().min(1).max(80),
  about: z.array(z.string().max(40)).max(10).readonly(),
  source: z.string().trim().max(400).nullable(),
  unverified: z.boolean(),
  tree: treeShape,
})
export type Written = z.infer<typeof writtenShape>

const publishedShape = writtenShape.omit({ tree: true }).extend({
  id: z.string(),
  version: z.number(),
  issuedBy: z.string(),
  issuer: z.string(),
  publishedOn: z.string(),
  publishedBy: z.string().nullable(),
  print: z.string(),
  withdrawn: z.boolean(),
})

const publishedWithTree = publishedShape.extend({ tree: treeShape })
export type Published = z.infer<typeof publishedWithTree>

const summaryShape = publishedShape.extend({ questions: z.number(), sheets: z.number(), newest: z.boolean(), twice: z.boolean(), own: z.boolean() })
export type PublishedSummary = z.infer<typeof summaryShape>

const problemShape = z.object({ code: z.string(), message: z.string() })
const draftShape = writtenShape.extend({ id: z.string(), problems: z.array(problemShape).readonly() })

const subjectShape = z.object({ register: z.string().max(40), id: z.string().max(80) })

/** What is entered of one sheet; answers in their stored spelling. */
const enteredShape = z.object({
  id: z.string().optional(),
  subject: subjectShape,
  askedOn: day,
  askedBy: z.string().trim().max(100).nullable(),
  answeredBy: z.string().trim().max(40).nullable(),
  remark: z.string().trim().max(1000).nullable(),
  answers: z.record(z.string().max(20), z.string().max(2000)),
})
export type Entered = z.infer<typeof enteredShape>

const sheetShape = z.object({
  id: z.string(),
  number: z.string().nullable(),
  questionnaire: z.string(),
  code: z.string().nullable(),
  subject: subjectShape.extend({ title: z.string() }),
  place: z.string(),
  askedOn: z.string(),
  askedBy: z.string().nullable(),
  answeredBy: z.string().nullable(),
  remark: z.string().nullable(),
  /** Hundredths of a point. */
  score: z.number().nullable(),
  fullScore: z.number().nullable(),
  grade: z.string().nullable(),
  vetoes: z.string().nullable(),
  openQuestions: z.number().nullable(),
  answers: z.record(z.string(), z.string()),
})
export type SheetShown = z.infer<typeof sheetShape>

const rowProblemShape = z.object({ sheet: z.string(), row: z.number(), column: z.string(), message: z.string() })
export type RowProblem = z.infer<typeof rowProblemShape>

export const questionnaireContract = {
  /** All published versions, by code, the newest first. */
  list: asks('read', 'divisions').output(z.array(summaryShape)),
  show: asks('read', 'divisions').input(one).output(publishedWithTree),
  /** What comes with the program. */
  builtIn: asks('read', 'program').output(z.array(writtenShape)),
  drafts: asks('enter', 'unit').output(z.array(draftShape)),
  /** Keeps what is written so far; known by its code. */
  saveDraft: asks('enter', 'unit').input(writtenShape).output(one),
  removeDraft: asks('enter', 'unit').input(one).output(z.object({})),
  /** Publishes the next version of a code; it stands as it is from then on. */
  publish: asks('enter', 'unit')
    .input(writtenShape)
    .output(one.extend({ version: z.number() })),
  withdraw: asks('enter', 'unit').input(one.extend({ reason })).output(z.object({})),
  /** A version as a workbook; the job's result is a file ticket. */
  exportDefinition: asks('export', 'divisions').input(one).output(jobStartedShape),
  /** Reads a workbook into a draft, or says everything that is wrong with it. */
  importDefinition: asks('enter', 'unit')
    .input(z.object({ ticket: z.string() }))
    .output(z.object({ code: z.string().nullable(), problems: z.array(rowProblemShape).readonly() })),
  /** Sheets of a version, or of a record, the newest first. */
  sheets: asks('read', 'divisions')
    .input(z.object({ questionnaire: z.string().optional(), subject: subjectShape.optional(), limit: z.number().int().min(1).max(5000).default(200) }))
    .output(z.object({ total: z.number(), sheets: z.array(sheetShape) })),
  sheet: asks('read', 'divisions').input(one).output(sheetShape),
  saveSheet: asks('enter', 'divisions')
    .input(z.object({ questionnaire: z.string(), sheet: enteredShape }))
    .output(one),
  /** Many at once, as one change set: those that are wrong are answered with their reasons. */
  saveSheets: asks('enter', 'divisions')
    .input(z.object({ questionnaire: z.string(), sheets: z.array(enteredShape).min(1).max(5000) }))
    .output(z.object({ saved: z.array(z.string()), refused: z.array(z.object({ index: z.number(), issues: z.array(issueShape).readonly() })) })),
  removeSheet: asks('enter', 'divisions').input(one.extend({ reason })).output(z.object({})),
  /** Answers as a workbook, with an empty row for each of these records; the job's result is a file ticket. */
  exportAnswers: asks('export', 'divisions')
    .input(one.extend({ blank: z.array(subjectShape).max(5000).default([]) }))
    .output(jobStartedShape),
  /** Reads a workbook of answers: sound rows are kept as one change set, each other one is named. */
  importAnswers: asks('enter', 'divisions')
    .input(one.extend({ ticket: z.string() }))
    .output(z.object({ rows: z.number(), saved: z.number(), same: z.number(), problems: z.array(rowProblemShape).readonly() })),
}
