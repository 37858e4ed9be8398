import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { fileTicketShape, jobStartedShape, registerName, valueShape } from '../../shapes.ts'

export const importProblemShape = z.object({
  sheet: z.string(),
  row: z.number(),
  column: z.string(),
  value: z.string(),
  code: z.string(),
  message: z.string(),
  severity: z.enum(['error', 'warning']),
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
})
export type ImportOptions = z.infer<typeof importOptionsShape>

export const previewRowShape = z.object({
  row: z.number(),
  outcome: z.enum(['new', 'changed', 'same', 'rejected']),
  title: z.string(),
  changes: z.array(z.object({ register: z.string(), field: z.string(), label: z.string(), before: valueShape, after: valueShape })),
  problems: z.array(importProblemShape),
})

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
        outcome: z.enum(['new', 'changed', 'same', 'rejected']).optional(),
        offset: z.number().int().default(0),
        limit: z.number().int().max(500).default(100),
      }),
    )
    .output(z.object({ counts: importCountsShape, total: z.number(), rows: z.array(previewRowShape) })),
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
      }),
    ),
  ),
}
