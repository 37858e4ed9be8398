/** Statistics: which tables there are, a table counted for somebody, its workbook. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { jobStartedShape, whereShape } from '../../shapes.ts'
import { PLACE_LEVELS } from '../../statistics/types.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** Which table, of when, of where. */
const questionShape = z.object({
  code: z.string().min(1).max(60),
  by: z.enum(PLACE_LEVELS).default('township'),
  year: z.number().int().min(2000).max(2100),
  asOf: day.optional(),
  /** The first day counted, for tables that look at what happened from a day on; the first of the year without. */
  from: day.optional(),
  /** Division code; only records that count there. */
  within: z
    .string()
    .regex(/^\d{6,12}$/)
    .optional(),
  /** Where `within` is a village: together with the villages that went into it, each under its own name. */
  withForerunners: z.boolean().optional(),
})

const cellShape = z.union([
  z.strictObject({ value: z.number() }),
  z.strictObject({ over: z.number(), under: z.number() }),
  z.strictObject({ hidden: z.literal(true) }),
])

const listShape = z.object({
  register: z.string(),
  where: whereShape,
  place: z.string().nullable(),
  moved: z.array(z.tuple([z.string(), z.string()])),
})

export const tableShape = z.object({
  code: z.string(),
  title: z.string(),
  source: z.string().nullable(),
  notes: z.array(z.string()),
  unverified: z.array(z.string()),
  rowsAre: z.enum(['place', 'value']),
  rowLabel: z.string(),
  by: z.enum(PLACE_LEVELS),
  year: z.number().nullable(),
  day: z.string().nullable(),
  from: z.string().nullable(),
  within: z.string().nullable(),
  columns: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      group: z.string().nullable(),
      unit: z.string().nullable(),
      digits: z.number(),
      kind: z.enum(['count', 'sum', 'distinct', 'ratio']),
      ratio: z.object({ over: z.number(), under: z.number(), as: z.enum(['percent', 'quotient']), scale: z.number() }).nullable(),
      part: z.number().nullable(),
      list: listShape.nullable(),
    }),
  ),
  rows: z.array(z.object({ key: z.string().nullable(), label: z.string(), where: whereShape.nullable(), cells: z.array(cellShape) })),
  total: z.array(cellShape),
  grades: z
    .object({ column: z.number(), bands: z.array(z.object({ label: z.string(), meaning: z.string(), below: z.number() })), otherwise: z.string() })
    .optional(),
  definition: z.string(),
  changeSet: z.number(),
})

const runShape = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  place: z.string(),
  level: z.string(),
  year: z.number().nullable(),
  day: z.string().nullable(),
  from_day: z.string().nullable(),
  counted_on: z.string(),
  counted_by: z.string().nullable(),
  definition: z.string(),
  change_set: z.number(),
  remark: z.string().nullable(),
})

export const statisticContract = {
  list: asks('read', 'program').output(
    z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        group: z.string(),
        source: z.string().nullable(),
        /** Whether it can be counted as of a day, by year, by place. */
        days: z.boolean(),
        years: z.boolean(),
        places: z.boolean(),
        chart: z.array(z.string()),
        heat: z.array(z.string()),
      }),
    ),
  ),
  count: asks('read', 'divisions').input(questionShape).output(tableShape),
  /** Freezes a table as reported: it stays as it is, whatever changes. */
  freeze: asks('enter', 'divisions')
    .input(questionShape.extend({ remark: z.string().max(500).optional() }))
    .output(z.object({ id: z.string() })),
  /** What was reported, the newest first. */
  runs: asks('read', 'divisions')
    .input(z.object({ code: z.string().optional() }))
    .output(z.array(runShape)),
  /** How a report differs from what is counted now, figure by figure. */
  compare: asks('read', 'divisions')
    .input(z.object({ id: z.string() }))
    .output(
      z.object({
        run: runShape,
        redefined: z.boolean(),
        lines: z.array(z.object({ row: z.string(), column: z.string(), reported: z.string(), now: z.string() })),
      }),
    ),
  /** A workbook laid out to be printed; the job's result is a file ticket. */
  export: asks('export', 'divisions').input(questionShape).output(jobStartedShape),
}
