/** The register engine as the shells see it: the same calls serve every register of the catalogue. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { registerName, rowShape, savedShape, sortShape, valueShape, whereShape } from '../../shapes.ts'

const queryShape = z.object({
  register: registerName,
  /** Quick search: Chinese name, 拼音, initials, or a fragment of a number. */
  text: z.string().optional(),
  where: whereShape.optional(),
  sort: sortShape.optional(),
  limit: z.number().int().min(0).max(5000).default(100),
  offset: z.number().int().min(0).default(0),
  deleted: z.boolean().optional(),
  /** Show masked fields in full, where the role may. */
  unmasked: z.boolean().optional(),
  /** Columns beside the fields of the register: facts of `year` (`<yearly register>.<key>`) and what is gathered (`gathered.<key>`). */
  more: z.array(z.string()).max(100).optional(),
  year: z.number().int().optional(),
  /** A number of rows that takes long to count may be told as what it is at least (`more`). */
  soon: z.boolean().optional(),
})
export type Query = z.input<typeof queryShape>

/**
 * Rows carry catalogue keys plus `id`, `revision`; `<key>$title` holds the name behind a division or reference. With `more` there are more rows than
 * `total`; only whoever asked `soon` is told so.
 */
const pageShape = z.object({ total: z.number(), more: z.boolean(), rows: z.array(rowShape) })
export type Page = z.infer<typeof pageShape>

const historyEntryShape = z.object({
  changeSet: z.string(),
  at: z.string(),
  by: z.string(),
  register: z.string(),
  record: z.string(),
  field: z.string().nullable(),
  before: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  after: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  action: z.enum(['insert', 'update', 'remove', 'restore']),
  reason: z.string().nullable(),
})
export type HistoryEntry = z.infer<typeof historyEntryShape>

/** The change set that did it (null if nothing changed), and how many of its changes another office has to accept before they count. */
const doneShape = z.object({ changeSet: z.string().nullable(), proposed: z.number() })

export const changeSetShape = z.object({
  id: z.string(),
  at: z.string(),
  by: z.string(),
  kind: z.string(),
  title: z.string(),
  reason: z.string().nullable(),
  entries: z.number(),
  undoneBy: z.string().nullable(),
  undoneInPart: z.boolean(),
  undoOf: z.string().nullable(),
})
export type ChangeSetSummary = z.infer<typeof changeSetShape>

const viewShape = z.object({
  id: z.string(),
  register: z.string(),
  name: z.string(),
  where: whereShape.nullable(),
  sort: sortShape.nullable(),
  columns: z.array(z.string()).nullable(),
  shared: z.boolean(),
})
export type SavedView = z.infer<typeof viewShape>

/** A view that comes with the program, with the lines and days of the year asked for. */
const readyViewShape = z.object({ key: z.string(), name: z.string(), where: whereShape })
export type ReadyView = z.infer<typeof readyViewShape>

const columnValuesShape = z.object({
  values: z.array(z.object({ value: valueShape, title: z.string(), count: z.number() })),
  /** Rows in which nothing stands. */
  blank: z.number(),
  /** Values beyond those told; a closer `holding` finds them. */
  more: z.number(),
})

/** Lines of a record as its grid leaves them: those that are new or changed, and those that go. */
const linesShape = z.object({
  register: registerName,
  rows: z.array(z.object({ id: z.string().optional(), revision: z.number().optional(), values: rowShape })).max(2000),
  removed: z.array(z.string()).max(2000).optional(),
})
export type LinesEdit = z.infer<typeof linesShape>

/** A record among what was found: its name, what tells namesakes apart, and why it was found where neither shows it. */
const choiceShape = z.object({
  id: z.string(),
  title: z.string(),
  detail: z.string(),
  reason: z.object({ label: z.string(), value: z.string() }).nullable(),
})

export const recordsContract = {
  query: asks('read', 'divisions').input(queryShape).output(pageShape),
  /** How many rows a list has. */
  count: asks('read', 'divisions')
    .input(queryShape.pick({ register: true, text: true, where: true, sort: true, deleted: true }))
    .output(z.object({ total: z.number() })),
  /** The values that a column of a list holds, each with how many rows hold it: what the drop-down of its heading offers. */
  values: asks('read', 'divisions')
    .input(
      queryShape
        .pick({ register: true, text: true, where: true, deleted: true, year: true })
        .extend({ column: z.string(), holding: z.string().max(100).optional() }),
    )
    .output(columnValuesShape),
  /** How many records of a register lie in each division that has any, those of the divisions below included: as many as its list holds there. */
  places: asks('read', 'divisions')
    .input(z.object({ register: registerName }))
    .output(z.array(z.object({ code: z.string(), count: z.number() }))),
  get: asks('read', 'divisions')
    .input(z.object({ register: registerName, id: z.string(), unmasked: z.boolean().optional() }))
    .output(rowShape),
  /** `lines` are saved with the record, as one change set: all or nothing. */
  save: asks('enter', 'divisions')
    .input(
      z.object({
        register: registerName,
        id: z.string().optional(),
        revision: z.number().optional(),
        values: rowShape,
        reason: z.string().optional(),
        lines: z.array(linesShape).max(20).optional(),
      }),
    )
    .output(savedShape),
  /** Same new values for many records, and for their yearly records of one year, in one change set; all or nothing. */
  batch: asks('batch edit', 'divisions')
    .input(
      z.object({
        register: registerName,
        ids: z.array(z.string()).min(1).max(20000),
        values: rowShape,
        yearly: z.object({ year: z.number().int(), values: rowShape }).optional(),
        reason: z.string().min(1),
      }),
    )
    .output(z.object({ changed: z.number(), same: z.number(), ...doneShape.shape })),
  /** Begins a record of a register for each of many records of another (`begunFor`), in one change set; what cannot be is answered by record. */
  begin: asks('batch edit', 'divisions')
    .input(z.object({ register: registerName, of: registerName, ids: z.array(z.string()).min(1).max(20000), values: rowShape }))
    .output(
      z.object({
        done: z.array(z.string()).readonly(),
        refused: z.array(z.object({ id: z.string(), title: z.string(), message: z.string() })),
        changeSet: z.string().nullable(),
      }),
    ),
  remove: asks('enter', 'divisions')
    .input(z.object({ register: registerName, ids: z.array(z.string()).min(1).max(5000), reason: z.string().min(1) }))
    .output(doneShape),
  restore: asks('enter', 'divisions')
    .input(z.object({ register: registerName, ids: z.array(z.string()).min(1).max(5000), reason: z.string().min(1) }))
    .output(doneShape),
  history: asks('read', 'divisions')
    .input(z.object({ register: registerName, id: z.string(), field: z.string().optional(), related: z.boolean().optional() }))
    .output(z.object({ entries: z.array(historyEntryShape) })),
  /** Records to choose from in a reference field. */
  choices: asks('read', 'divisions')
    .input(z.object({ register: registerName, text: z.string(), where: whereShape.optional(), limit: z.number().int().max(100).default(20) }))
    .output(z.array(choiceShape)),
  /** The quick find: of every register that has a place of its own in the menu the records nearest to what was typed, heads before members. */
  find: asks('read', 'divisions')
    .input(z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(20).default(6) }))
    .output(z.array(choiceShape.extend({ register: z.string() }))),
  /** What happened to a record, the newest last: days of what refers to it, and steps of procedures. */
  moments: asks('read', 'divisions')
    .input(z.object({ register: registerName, id: z.string() }))
    .output(z.array(z.object({ day: z.string(), text: z.string(), detail: z.string().nullable(), register: z.string(), id: z.string() }))),
  /** Names behind ids and codes: of records, removed ones included, as far as the user may see them, and of divisions anywhere. */
  names: asks('read', 'divisions')
    .input(
      z.object({ records: z.array(z.object({ register: registerName, ids: z.array(z.string()).max(500) })).max(100), divisions: z.array(z.string()).max(500) }),
    )
    .output(
      z.object({ records: z.array(z.object({ id: z.string(), title: z.string() })), divisions: z.array(z.object({ code: z.string(), name: z.string() })) }),
    ),
  views: asks('read', 'divisions')
    .input(z.object({ register: registerName }))
    .output(z.array(viewShape)),
  /** Views that come with the program, for a year. */
  readyViews: asks('read', 'divisions')
    .input(z.object({ register: registerName, year: z.number().int() }))
    .output(z.array(readyViewShape)),
  saveView: asks('read', 'divisions')
    .input(viewShape.omit({ id: true }).extend({ id: z.string().optional() }))
    .output(z.object({ id: z.string() })),
  removeView: asks('read', 'divisions')
    .input(z.object({ id: z.string() }))
    .output(z.object({ done: z.literal(true) })),
  changes: asks('see change log', 'divisions')
    .input(z.object({ limit: z.number().int().max(500).default(50), offset: z.number().int().default(0), kind: z.string().optional() }))
    .output(z.object({ total: z.number(), rows: z.array(changeSetShape) })),
  /** What one change set changed, record by record; `total` counts journal entries, of which one may hold several fields. */
  changeEntries: asks('see change log', 'divisions')
    .input(z.object({ changeSet: z.string(), limit: z.number().int().max(500).default(200), offset: z.number().int().min(0).default(0) }))
    .output(z.object({ total: z.number(), entries: z.array(historyEntryShape) })),
  undo: asks(['undo own', 'undo of others'], 'divisions')
    .input(z.object({ changeSet: z.string() }))
    .output(z.object({ changeSet: z.string(), restored: z.number() })),
}
