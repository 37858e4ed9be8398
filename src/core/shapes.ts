/** Zod shapes that several contracts share. Isomorphic. */
import { z } from 'zod'

/** One value of a field as it crosses: text, whole number, true/false, or nothing. */
export const valueShape = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** A record by catalogue key, plus `id` and `revision` where it is on file. */
export const rowShape = z.record(z.string(), valueShape)
export type Row = z.infer<typeof rowShape>

export const registerName = z.string().min(1)

/** Handle of a file that the shell took in or gives out; paths never reach the page. */
export const fileTicketShape = z.object({ ticket: z.string(), name: z.string(), size: z.number() })
export type FileTicket = z.infer<typeof fileTicketShape>

/** Comparison of one field; `within` is “this division and all below it”, `lineage` “this village and all that went into it”. */
const comparisonShape = z.strictObject({
  eq: valueShape.optional(),
  ne: valueShape.optional(),
  lt: valueShape.optional(),
  lte: valueShape.optional(),
  gt: valueShape.optional(),
  gte: valueShape.optional(),
  in: z.array(valueShape).max(5000).optional(),
  contains: z.string().optional(),
  startsWith: z.string().optional(),
  within: z.string().optional(),
  lineage: z.string().optional(),
  empty: z.boolean().optional(),
  has: z.string().optional(),
})
export type Comparison = z.infer<typeof comparisonShape>

/**
 * A filter: every key must hold. A key is a field (plain value = equals; division codes mean “within”), or `and`, `or`, `not`.
 * Example: `{"village":"621125105000","exit_status":{"in":["0","3"]}}`.
 *
 * It may look into other registers: `{"household_id":{"is":{…}}}` asks of the record referred to; `{"exists":{"register":"pairing",
 * "by":"household_id","where":{…}}}` and `none` ask whether records of another register refer to this one; `{"yearly":{"year":2015,"where":{…}}}`
 * asks of the yearly record of a year (without one all its fields are empty), `{"doubted":true}` whether something about it is doubtful;
 * `{"reckoned":{"progress":{"in":["red"]}}}` what is worked out of it for today, in lists alone.
 */
export type Where = { [key: string]: z.infer<typeof valueShape> | Comparison | Where | Where[] }
export const whereShape: z.ZodType<Where> = z.lazy(
  () => z.record(z.string(), z.union([valueShape, comparisonShape, z.array(whereShape), whereShape])) as unknown as z.ZodType<Where>,
)

/** `year` for a fact of a year, named `<yearly register>.<key>`. */
export const sortShape = z.array(z.object({ field: z.string(), descending: z.boolean().optional(), year: z.number().int().optional() })).max(5)
export type Sort = z.infer<typeof sortShape>

export const findingShape = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  target: z.object({ register: z.string(), member: z.number().optional(), field: z.string() }),
})

export const issueShape = z.object({
  path: z.string(),
  label: z.string(),
  code: z.string(),
  message: z.string(),
  severity: z.enum(['error', 'warning']),
  rule: z.string().optional(),
})

/**
 * What a save answers: the record, its new revision, the change set that did it (null if nothing changed) and the warnings kept.
 * `proposed`: another office is in charge and has to accept some or all of it; a new record is not on file until then, its revision is 0.
 */
export const savedShape = z.object({
  id: z.string(),
  revision: z.number(),
  changeSet: z.string().nullable(),
  warnings: z.array(issueShape),
  proposed: z.boolean(),
})

export const jobStartedShape = z.object({ job: z.string() })

/** A part of a list. */
export const pageInput = { limit: z.number().int().min(0).max(500).default(100), offset: z.number().int().min(0).default(0) }
