/** Targets: what was handed down to whom, how it adds up, and how far each is reached. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { whereShape } from '../../shapes.ts'

const measureShape = z.object({
  id: z.string(),
  name: z.string(),
  /** Null where the places report what they reached. */
  statistic: z.string().nullable(),
  measure: z.string().nullable(),
  /** Years with targets, the newest first. */
  years: z.array(z.number().int()),
})

const targetRowShape = z.object({
  place: z.string(),
  name: z.string(),
  level: z.enum(['county', 'township', 'village']),
  depth: z.number().int(),
  /** What was handed down to the place; null: nothing was. Amounts are whole numbers of 0.01. */
  target: z
    .object({
      id: z.string(),
      amount: z.number().int(),
      documentNo: z.string().nullable(),
      issuedOn: z.string().nullable(),
      dueOn: z.string().nullable(),
      organization: z.string().nullable(),
      reason: z.string().nullable(),
      /** Where the figure is reported and not counted: until which day, and what says so. */
      reportedOn: z.string().nullable(),
      reportedFrom: z.string().nullable(),
    })
    .nullable(),
  /** Places below with a target, what these come to, and how that differs from the place's own. */
  assigned: z.number().int(),
  handedDown: z.number().int().nullable(),
  difference: z.number().int().nullable(),
  /** The figure of the statistic, as a number of 0.01 (null where it is not known) and as text. */
  reached: z.number().int().nullable(),
  reachedText: z.string(),
  /** 未下达 where nothing was handed down. */
  share: z.string(),
  missing: z.number().int().nullable(),
  /** Where the records of the figure are listed. */
  list: z.object({ register: z.string(), where: whereShape }).nullable(),
})
export type TargetRow = z.infer<typeof targetRowShape>

const targetTableShape = z.object({
  measure: z.object({ id: z.string(), name: z.string(), unit: z.string().nullable() }),
  year: z.number().int(),
  /** The table and column that are counted, as the screen of statistics names them; null where the places report what they reached. */
  source: z.string().nullable(),
  /** The day as of which was asked, and whether that can be asked of this measure. */
  asOf: z.string().nullable(),
  knowsDays: z.boolean(),
  /** Levels of places that the asker hands targets down to. */
  hands: z.array(z.enum(['county', 'township', 'village'])),
  rows: z.array(targetRowShape),
})
export type TargetTable = z.infer<typeof targetTableShape>

export const targetContract = {
  measures: asks('read', 'divisions').output(z.array(measureShape)),
  /** Columns of statistics that a target can be set for. */
  columns: asks('read', 'program').output(
    z.array(z.object({ statistic: z.string(), title: z.string(), columns: z.array(z.object({ key: z.string(), label: z.string() })) })),
  ),
  /** The tree of one measure and year, as of a day if one is given; only of the asker's divisions. */
  table: asks('read', 'divisions')
    .input(z.object({ measure: z.string(), year: z.number().int().min(2000).max(2100), asOf: z.iso.date().optional() }))
    .output(targetTableShape),
  /** Hands targets down to several places, as one change set; an amount of null takes one back. */
  assign: asks('enter', 'divisions')
    .input(
      z.object({
        measure: z.string(),
        year: z.number().int().min(2000).max(2100),
        documentNo: z.string().trim().max(60).nullable().default(null),
        issuedOn: z.iso.date().nullable().default(null),
        dueOn: z.iso.date().nullable().default(null),
        rows: z
          .array(
            z.object({
              place: z.string().regex(/^\d{12}$/),
              amount: z.number().int().min(0).nullable(),
              reason: z.string().trim().max(200).nullable().optional(),
            }),
          )
          .min(1)
          .max(1000),
      }),
    )
    .output(z.object({ changeSet: z.string().nullable(), changed: z.number().int(), proposed: z.number().int() })),
}
