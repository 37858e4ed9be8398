import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { fileTicketShape, jobStartedShape, registerName, valueShape } from '../../shapes.ts'

/** One of several records on file that a row may mean, with what tells it from the others. */
const importChoiceShape = z.object({ id: z.string(), title: z.string(), facts: z.array(z.object({ label: z.string(), value: z.string() })) })
export type ImportChoice = z.infer<typeof importChoiceShape>

const importProblemShape = z.object({
  sheet: z.string(),
  row: z.number(),
  column: z.string(),
  value: z.string(),
  code: z.string(),
  message: z.string(),
  severity: z.enum(['error', 'warning']),
  /** The row whose fault keeps this one out, where it has none of its own. */
  because: z.number().optional(),
  /** Which of these is meant is for a person to say (`choices` of the options, under the same `of`); `mayBeNew`: it may be none of them. */
  ask: z.object({ of: z.string(), text: z.string(), choices: z.array(importChoiceShape), mayBeNew: z.boolean() }).optional(),
})
export type ImportProblem = z.infer<typeof importProblemShape>

export const importCountsShape = z.object({
  rows: z.number(),
  new: z.number(),
  changed: z.number(),
  same: z.number(),
  rejected: z.number(),
  /** The same by register, in records. */
  registers: z.record(z.string(), z.object({ new: z.number(), changed: z.number(), same: z.number() })),
  /** Rows that are no data: blank, totals, repeated headings, notes, the example row. */
  skipped: z.record(z.string(), z.number()),
  /** Doubts kept, by rule number; `13-incomplete` is what is merely not filled in. Absent in change sets of other programs. */
  warnings: z.record(z.string(), z.number()).optional(),
})
export type ImportCounts = z.infer<typeof importCountsShape>

/** Column heading of the sheet → `register.field`, or null to leave it out. */
export const mappingShape = z.record(z.string(), z.string().nullable())
export type Mapping = z.infer<typeof mappingShape>

export const importSheetShape = z.object({
  name: z.string(),
  hidden: z.boolean(),
  rows: z.number(),
  headingRow: z.number().nullable(),
  headings: z.array(
    z.object({
      column: z.string(),
      heading: z.string(),
      target: z.string().nullable(),
      sample: z.array(z.string()),
      /** The year or the member that the heading speaks of (2014 年, 成员 2): such columns may share a target. */
      part: z.string().optional(),
    }),
  ),
  problems: z.array(importProblemShape),
  /** Where the mapping came from. */
  recognised: z.enum(['template', 'national', 'remembered', 'guessed', 'none']),
  /** Year the title or the name of the file gives its facts; null when neither does. */
  year: z.number().nullable().optional(),
})

/** The result of the job that opens a file. */
export const openedImportShape = z.object({ import: z.string(), file: z.string(), sheets: z.array(importSheetShape) })
export type OpenedImport = z.infer<typeof openedImportShape>

/** A cell of the sheet that is read as something else than stands there: the sheet where it is not the only one, column by letter or heading. */
export const importMendShape = z.object({ sheet: z.string().optional(), row: z.number().int(), column: z.string(), value: z.string() })
export type ImportMend = z.infer<typeof importMendShape>

/**
 * What a row means where several records on file fit: `of` as the problem asks, `record` one of its choices, or null for none of them.
 * For one row, or with `text` for all rows of the sheet that say the same.
 */
export const importDecisionShape = z.object({
  sheet: z.string().optional(),
  row: z.number().int().optional(),
  of: z.string(),
  text: z.string().optional(),
  record: z.string().nullable(),
})
export type ImportDecision = z.infer<typeof importDecisionShape>

/** A mend as it is kept with the import. */
export const mendedShape = z.object({
  sheet: z.string(),
  row: z.number(),
  column: z.string(),
  heading: z.string(),
  target: z.string(),
  before: z.string(),
  after: z.string(),
})
export type Mended = z.infer<typeof mendedShape>

const MOST_DECISIONS = 20_000

export const importOptionsShape = z.object({
  sheet: z.string().optional(),
  mapping: mappingShape.optional(),
  /** Year of yearly fields when the sheet has no 年度 column. */
  year: z.number().int().optional(),
  /** The year asked for holds although the title of the sheet names another. */
  yearAgainstTitle: z.boolean().optional(),
  /** Whether hidden rows and columns are read like all others (the default) or left; either is told. */
  hidden: z.enum(['take', 'leave']).optional(),
  /** An empty cell erases the value on file. */
  emptyErases: z.boolean().optional(),
  /** Reason kept for every warning of the sheet. */
  reason: z.string().optional(),
  /** Take names and ID numbers that differ from those on file. */
  acceptIdentityChanges: z.boolean().optional(),
  /** Import the good rows although some are rejected. */
  acceptRejected: z.boolean().optional(),
  mends: z.array(importMendShape).max(MOST_DECISIONS).optional(),
  choices: z.array(importDecisionShape).max(MOST_DECISIONS).optional(),
})
export type ImportOptions = z.infer<typeof importOptionsShape>

const previewRowShape = z.object({
  row: z.number(),
  outcome: z.enum(['new', 'changed', 'same', 'rejected']),
  title: z.string(),
  changes: z.array(z.object({ register: z.string(), field: z.string(), label: z.string(), before: valueShape, after: valueShape })),
  problems: z.array(importProblemShape),
})

/** What the preview counts beside outcomes: rows with doubts, and of the rejected rows those with a fault of their own and those that only go with them. */
const importFaultsShape = z.object({ doubtful: z.number(), doubts: z.number(), faulty: z.number(), companions: z.number() })
export type ImportFaults = z.infer<typeof importFaultsShape>

/** A row that is to be mended, or was: its cells as they stand in the sheet or as they were mended, in the order of `columns`. */
const wrongRowShape = z.object({
  sheet: z.string(),
  row: z.number(),
  title: z.string(),
  outcome: z.enum(['new', 'changed', 'same', 'rejected']),
  cells: z.array(z.object({ value: z.string(), before: z.string().nullable() })),
  problems: z.array(importProblemShape),
  /** Rows that are kept out because this one is. */
  companions: z.array(z.object({ row: z.number(), title: z.string() })),
})
export type WrongRow = z.infer<typeof wrongRowShape>

/** The whole outcome of an import; its shape is stable, since offices script against it. Counts are of sheet rows. */
export const importResultShape = z.object({
  rows: z.number(),
  new: z.number(),
  changed: z.number(),
  same: z.number(),
  rejected: z.number(),
  registers: importCountsShape.shape.registers,
  skipped: importCountsShape.shape.skipped,
  /** Why rows were rejected, and what is wrong with the sheet as a whole. */
  problems: z.array(importProblemShape.omit({ severity: true })),
  /** What was imported all the same, and columns and sheets left out. */
  warnings: z.array(importProblemShape.omit({ severity: true })),
  /** Null when nothing was written. */
  changeSet: z.string().nullable(),
  /** The problem workbook, if it was asked for and there is anything to say. */
  problemFile: fileTicketShape.nullable(),
})
export type ImportResult = z.infer<typeof importResultShape>

export const importContract = {
  targets: asks('import', 'divisions')
    .input(z.object({ register: registerName }))
    .output(z.array(z.object({ target: z.string(), label: z.string(), required: z.boolean() }))),
  /** Opens a picked file; the job's result is an `openedImportShape`. Within a budget of time and memory, and cancelled wherever it is. */
  open: asks('import', 'divisions')
    .input(z.object({ register: registerName, ticket: z.string() }))
    .output(jobStartedShape),
  /** Reads and checks every row without writing; the job's result is the counts. */
  dryRun: asks('import', 'divisions')
    .input(z.object({ import: z.string(), options: importOptionsShape }))
    .output(jobStartedShape),
  preview: asks('import', 'divisions')
    .input(
      z.object({
        import: z.string(),
        /** `doubtful`: rows that go in with doubts. */
        outcome: z.enum(['new', 'changed', 'same', 'rejected', 'doubtful']).optional(),
        offset: z.number().int().default(0),
        limit: z.number().int().max(500).default(100),
      }),
    )
    .output(z.object({ counts: importCountsShape, faults: importFaultsShape, total: z.number(), rows: z.array(previewRowShape) })),
  /** The rows with faults of their own and those mended so far, cell by cell, in the order of the sheet. */
  wrong: asks('import', 'divisions')
    .input(z.object({ import: z.string(), offset: z.number().int().default(0), limit: z.number().int().max(200).default(50) }))
    .output(
      z.object({
        total: z.number(),
        columns: z.array(z.object({ sheet: z.string(), column: z.string(), heading: z.string(), target: z.string() })),
        rows: z.array(wrongRowShape),
      }),
    ),
  /** Mends cells and says which records are meant, and checks all rows again; what is said anew replaces what was said before, `null` takes it back. */
  mend: asks('import', 'divisions')
    .input(
      z.object({
        import: z.string(),
        mends: z
          .array(importMendShape.extend({ value: z.string().nullable() }))
          .max(MOST_DECISIONS)
          .default([]),
        choices: z.array(importDecisionShape).max(MOST_DECISIONS).default([]),
      }),
    )
    .output(jobStartedShape),
  problems: asks('import', 'divisions')
    .input(z.object({ import: z.string() }))
    .output(jobStartedShape),
  /** Writes what the preview showed, in one transaction. */
  commit: asks('import', 'divisions')
    .input(z.object({ import: z.string(), acceptRejected: z.boolean().optional() }))
    .output(jobStartedShape),
  /**
   * Everything in one go, for the command line: opens, checks, and unless `dryRun` writes the sound rows. The job's result is an
   * `importResultShape`; with `problemFile` the workbook of problems is made, too.
   */
  run: asks('import', 'divisions')
    .input(
      z.object({
        register: registerName,
        ticket: z.string(),
        options: importOptionsShape,
        dryRun: z.boolean().default(false),
        problemFile: z.boolean().default(false),
      }),
    )
    .output(jobStartedShape),
  close: asks('import', 'divisions')
    .input(z.object({ import: z.string() }))
    .output(z.object({ done: z.literal(true) })),
  template: asks('read', 'program')
    .input(z.object({ register: registerName }))
    .output(fileTicketShape),
  recent: asks('see change log', 'divisions').output(
    z.array(
      z.object({
        changeSet: z.string(),
        at: z.string(),
        by: z.string(),
        register: z.string(),
        file: z.string(),
        counts: importCountsShape,
        undone: z.boolean(),
        /** Some of it was taken back and some kept. */
        undoneInPart: z.boolean(),
        /** Cells that were mended on screen; as far as the asker may see what stood there. */
        mended: z.array(mendedShape),
      }),
    ),
  ),
}
