/** How far projects are on a day, and reporting many of their steps at once. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { PROGRESS_COLOURS } from '../../rules/progress.ts'

const day = z.iso.date()
const percent = z.number().int()

/** Figures are hundredths of a per cent; all of them null where no step of the work has weight and days. */
const figures = {
  planned: percent.nullable(),
  actual: percent.nullable(),
  deviation: percent.nullable(),
  colour: z.enum(PROGRESS_COLOURS).nullable(),
}

const nodeShape = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string().nullable(),
  weight: percent.nullable(),
  plannedStart: z.string().nullable(),
  plannedEnd: z.string().nullable(),
  completion: percent.nullable(),
  asOf: z.string().nullable(),
  words: z.string().nullable(),
})

const rowShape = z.object({
  id: z.string(),
  no: z.string().nullable(),
  name: z.string(),
  /** Code and name of the place that carries it out; the township that it lies in, null for a project of the county. */
  place: z.string(),
  placeName: z.string(),
  township: z.string().nullable(),
  /** Key and label of how it stood in its procedure on the day. */
  stage: z.string(),
  stageLabel: z.string(),
  manager: z.string().nullable(),
  plannedStart: z.string().nullable(),
  plannedEnd: z.string().nullable(),
  begunOn: z.string().nullable(),
  doneOn: z.string().nullable(),
  /** 分. */
  investment: z.number().int().nullable(),
  ...figures,
  nodes: z.array(nodeShape).readonly(),
})
export type ProjectProgressRow = z.infer<typeof rowShape>
export type ProjectProgressNode = z.infer<typeof nodeShape>

const placeShape = z.object({ place: z.string(), name: z.string(), projects: z.number().int(), counts: z.record(z.enum(PROGRESS_COLOURS), z.number().int()) })
export type PlaceProgress = z.infer<typeof placeShape>

const progressShape = z.object({ day, rows: z.array(rowShape).readonly(), places: z.array(placeShape).readonly() })
export type ProjectProgress = z.infer<typeof progressShape>

const reportShape = z.object({
  id: z.string(),
  node: z.string(),
  asOf: z.string(),
  completion: percent,
  words: z.string().nullable(),
  /** Photos and scans attached to the report. */
  photos: z.number().int(),
})
/** What was said of a step of the work up to a day. */
export type NodeReport = z.infer<typeof reportShape>

const askedShape = z.object({
  /** Of that year; of one project with `project`. */
  year: z.number().int().min(2000).max(2100),
  day: day.optional(),
  within: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  project: z.string().min(1).optional(),
})

export const projectContract = {
  /** Projects as of a day, by the one formula; those taken out are left out. */
  progress: asks('read', 'divisions').input(askedShape).output(progressShape),
  /** What was reported of the steps of one project up to a day, the last first. */
  reports: asks('read', 'divisions')
    .input(z.object({ project: z.string().min(1), day }))
    .output(z.object({ reports: z.array(reportShape) })),
  /** Writes how far steps are on a day as one change set; a step reported for the day already is corrected. */
  report: asks('enter', 'divisions')
    .input(
      z.object({
        asOf: day,
        filledBy: z.string().trim().max(40).optional(),
        reason: z.string().trim().max(200).optional(),
        rows: z
          .array(
            z.object({
              node: z.string().min(1),
              completion: percent.min(0).max(10_000),
              words: z.string().trim().max(200).nullable(),
              loweredBecause: z.string().trim().max(200).nullable().optional(),
            }),
          )
          .min(1)
          .max(2_000),
      }),
    )
    .output(z.object({ changeSet: z.string().nullable(), written: z.number().int() })),
}
