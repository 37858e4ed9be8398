/** Lists of other departments held against the people on file, as they cross to the screens. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { jobStartedShape } from '../../shapes.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const division = z.string().regex(/^\d{6,12}$/)

/** What a column of a list means: the document number, the name, township and village (or an address), the number of the thing, or what is kept as evidence. */
const columnRoleShape = z.enum(['number', 'name', 'township', 'village', 'item', 'evidence'])
export type ColumnRole = z.infer<typeof columnRoleShape>

/** Roles by heading; null for a column that is left out. */
export const listMappingShape = z.record(z.string().max(200), columnRoleShape.nullable())
export type ListMapping = z.infer<typeof listMappingShape>

const kindShape = z.object({
  /** Null of one that comes with the program and is not on file yet. */
  id: z.string().nullable(),
  code: z.string(),
  name: z.string(),
  concerns: z.array(z.string()).readonly(),
  suspicion: z.string(),
  redLine: z.string().nullable(),
  item: z.string().nullable(),
  department: z.string().nullable(),
})

const listSheetShape = z.object({
  name: z.string(),
  rows: z.number(),
  headingRow: z.number().nullable(),
  headings: z.array(z.object({ column: z.string(), heading: z.string(), role: columnRoleShape.nullable(), sample: z.array(z.string()).readonly() })).readonly(),
  /** The columns are those that were chosen for such a list before. */
  remembered: z.boolean(),
  /** Why it cannot be compared as it stands: no heading, no column that tells people; null where it can. */
  problem: z.string().nullable(),
})
export const openedListShape = z.object({ comparison: z.string(), file: z.string(), sheets: z.array(listSheetShape).readonly() })
export type OpenedList = z.infer<typeof openedListShape>

/** How a list is compared. */
const compareOptionsShape = z.object({
  sheet: z.string().max(200).optional(),
  mapping: listMappingShape.optional(),
  /** The day that the list speaks of; today without. */
  asOf: day.optional(),
  department: z.string().trim().max(60).optional(),
  /** The division whose people are compared; what the user works for without. */
  place: division.optional(),
  /** Whether households not on file are entered for rows that name somebody of a village whose number nobody has. */
  enter: z.boolean().optional(),
})
export type CompareOptions = z.infer<typeof compareOptionsShape>

const accountShape = z.object({
  rows: z.number(),
  repeated: z.number(),
  read: z.number(),
  matched: z.number(),
  unsure: z.number(),
  unmatched: z.number(),
  unreadable: z.number(),
  hits: z.number(),
  known: z.number(),
  pending: z.number(),
  harmless: z.number(),
  namesakes: z.number(),
  several: z.number(),
  /** Unmatched rows for which a household not on file can be entered. */
  enterable: z.number(),
})
export type Account = z.infer<typeof accountShape>

export const comparedShape = z.object({
  account: accountShape,
  /** Rows that are no data: totals, repeated headings, notes. */
  skipped: z.number(),
  /** A comparison of the same file that is on file. */
  same: z.object({ name: z.string(), on: z.string() }).nullable(),
})
export type ComparedList = z.infer<typeof comparedShape>

export const savedListShape = comparedShape.extend({
  id: z.string().nullable(),
  number: z.string().nullable(),
  changeSet: z.string().nullable(),
  entered: z.number(),
  unreadable: z.array(z.object({ row: z.number(), reason: z.string() })).readonly(),
})
export type SavedList = z.infer<typeof savedListShape>

/** Which rows of a comparison are looked at. */
const shownRowsShape = z.enum(['hit', 'known', 'pending', 'harmless', 'unsure', 'unmatched', 'unreadable', 'repeated'])
export type ShownRows = z.infer<typeof shownRowsShape>

const comparedRowShape = z.object({
  row: z.number(),
  /** As the list has it. */
  name: z.string(),
  item: z.string(),
  evidence: z.string(),
  /** Whom it means, as they are on file. */
  person: z.string().nullable(),
  village: z.string().nullable(),
  by: z.string().nullable(),
  scope: z.string().nullable(),
  note: z.string(),
  earlier: z.string().nullable(),
})
export type ComparedRow = z.infer<typeof comparedRowShape>

const one = z.object({ comparison: z.string() })
const kind = z.string().max(40)

export const comparisonContract = {
  /** Kinds of lists: those that come with the program as they are by now, then the office's own. */
  kinds: asks('read', 'divisions').output(z.array(kindShape)),
  /** Puts the kinds that come with the program on file, so that they can be changed; how many were added. */
  keepKinds: asks('enter', 'unit').output(z.object({ added: z.number() })),
  /** Opens a picked file: the job's result tells its sheets and what their columns are taken for. */
  open: asks('import', 'divisions')
    .input(z.object({ kind, ticket: z.string() }))
    .output(jobStartedShape),
  /** Compares without writing; the job's result is the account. */
  check: asks('import', 'divisions')
    .input(one.extend({ options: compareOptionsShape }))
    .output(jobStartedShape),
  /** A page of the rows of the last check. */
  rows: asks('import', 'divisions')
    .input(one.extend({ shown: shownRowsShape, offset: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(500).default(100) }))
    .output(z.object({ total: z.number(), rows: z.array(comparedRowShape) })),
  /** Writes what was checked as one change set. */
  save: asks('import', 'divisions').input(one).output(jobStartedShape),
  /** Opens, compares and, where asked, writes in one job. */
  run: asks('import', 'divisions')
    .input(z.object({ kind, ticket: z.string(), options: compareOptionsShape, save: z.boolean().default(false) }))
    .output(jobStartedShape),
  close: asks('import', 'divisions')
    .input(one)
    .output(z.object({ done: z.literal(true) })),
}
