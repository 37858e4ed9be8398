/** What waits for a person, as the contract carries it: conflicts, records entered twice, proposals, and what was made before this PC went back. */
import { z } from 'zod'
import { rowShape, valueShape } from '../../shapes.ts'

/** What to open for a look: the record that this one is part of or linked to now, else itself; null where that is not on file. */
const opensShape = z.object({ register: z.string(), id: z.string() }).nullable()

/** One of the values that stand against each other. */
const siblingShape = z.object({
  author: z.string(),
  number: z.number(),
  stamp: z.string(),
  value: valueShape,
  by: z.string(),
  unitName: z.string(),
  at: z.string(),
  ours: z.boolean(),
  provisional: z.boolean(),
  package: z.string().nullable(),
  reason: z.string().nullable(),
})
export const conflictShape = z.object({
  register: z.string(),
  record: z.string(),
  title: z.string(),
  /** Field key; `$deleted` where one side deleted what the other changed. */
  field: z.string(),
  place: z.string().nullable(),
  placeName: z.string(),
  openedAt: z.string(),
  siblings: z.array(siblingShape),
  opens: opensShape,
  mayDecide: z.boolean(),
  /** Where it is about the division of the record: the units that hold it for theirs (`townships`: all of that level), and the one above them that decides. */
  contested: z.object({ units: z.array(z.string()), decider: z.string(), townships: z.boolean() }).nullable(),
})
export type Conflict = z.infer<typeof conflictShape>

export const decisionShape = z.object({
  register: z.string(),
  record: z.string(),
  field: z.string(),
  take: z.union([
    z.enum(['ours', 'theirs']),
    z.object({ author: z.string(), number: z.number(), stamp: z.string().optional() }),
    z.object({ value: valueShape }),
  ]),
})
/** `findings`: what the checks say since, and did not say before. */
export const decidedShape = z.object({ changeSet: z.string().nullable(), decided: z.number(), findings: z.array(z.string()) })
export type Decision = z.infer<typeof decisionShape>

export const duplicateShape = z.object({
  register: z.string(),
  place: z.string().nullable(),
  openedAt: z.string(),
  fields: z.array(z.string()),
  records: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      placeName: z.string(),
      unitName: z.string(),
      by: z.string(),
      at: z.string(),
      values: rowShape,
      references: z.number(),
      /** When this one goes: how many records that refer to it refer to the other one afterwards, and how many are removed since the other one has its own. */
      ifDropped: z.object({ pointed: z.number(), removed: z.number() }),
    }),
  ),
})
export type Duplicate = z.infer<typeof duplicateShape>

export const proposalShape = z.object({
  id: z.number(),
  register: z.string(),
  record: z.string(),
  title: z.string(),
  place: z.string().nullable(),
  placeName: z.string(),
  action: z.enum(['insert', 'update', 'remove', 'restore']),
  state: z.enum(['open', 'accepted', 'declined']),
  by: z.string(),
  unitName: z.string(),
  at: z.string(),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  changes: z.array(z.object({ field: z.string(), now: valueShape, proposed: valueShape })),
  mine: z.boolean(),
  opens: opensShape,
  changeSet: z.string(),
})
export type Proposal = z.infer<typeof proposalShape>

/** A record that waits since it holds what was made here before this PC went back to an earlier state, or on a copy of it. */
export const formerEditShape = z.object({
  register: z.string(),
  record: z.string(),
  title: z.string(),
  place: z.string().nullable(),
  placeName: z.string(),
  cameAt: z.string(),
  /** Who brought it, and who made it here and when. */
  from: z.string(),
  by: z.string(),
  at: z.string(),
  edits: z.number(),
  action: z.enum(['insert', 'update', 'remove', 'restore']),
  changes: z.array(z.object({ field: z.string(), now: valueShape, former: valueShape })),
  opens: opensShape,
})
export type FormerEdit = z.infer<typeof formerEditShape>
