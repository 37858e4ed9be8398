/** Taking an import back as far as nothing was built on it, whole or by what its records belong to. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { jobStartedShape } from '../../shapes.ts'

/** Records by register: `taken + partly + kept + back` are all that the change set touched. */
const undoTallyShape = z.object({
  register: z.string(),
  taken: z.number(),
  /** Changed in several fields, of which some stay. */
  partly: z.number(),
  kept: z.number(),
  /** Taken back already, or gone by other ways. */
  back: z.number(),
})
export type UndoTally = z.infer<typeof undoTallyShape>

/** A record with all that is part of it; counts are of the records that the change set touched. */
export const undoUnitShape = z.object({
  register: z.string(),
  id: z.string(),
  title: z.string(),
  place: z.string(),
  taken: z.number(),
  kept: z.number(),
  back: z.number(),
})

/** A record that stays, with the reason, and the record that it stays for, where there is one. */
const undoKeptShape = z.object({
  register: z.string(),
  id: z.string(),
  title: z.string(),
  why: z.string(),
  by: z.object({ register: z.string(), id: z.string(), title: z.string() }).nullable(),
})
export type UndoKept = z.infer<typeof undoKeptShape>

/** Result of the job that looks. `inPart` false: a change set of another kind, that is undone whole or not at all. */
export const undoLookShape = z.object({ inPart: z.boolean(), records: z.number(), units: z.number() })

/** Result of the job that takes back; `kept` is the number of records that stay. */
export const undoDoneShape = z.object({ changeSet: z.string(), restored: z.number(), kept: z.number(), registers: z.array(undoTallyShape) })
export type UndoDone = z.infer<typeof undoDoneShape>

const MOST_UNITS = 200_000
const unitsShape = z.array(z.string()).max(MOST_UNITS).optional()
/** Units as `register:id`: those of `units`, or all of them without it, less those of `without`. */
const chosenShape = z.object({ changeSet: z.string(), units: unitsShape, without: unitsShape })
export type ChosenUnits = Pick<z.infer<typeof chosenShape>, 'units' | 'without'>

export const undoingContract = {
  /** Reads what a change set did and what came of it; its job's result is an `undoLookShape`. */
  look: asks(['undo own', 'undo of others'], 'divisions')
    .input(z.object({ changeSet: z.string() }))
    .output(jobStartedShape),
  /** What would become of it with the units chosen, and a page of all units there are; after {@link look}. */
  preview: asks(['undo own', 'undo of others'], 'divisions')
    .input(
      chosenShape.extend({
        /** Part of a title or place. */
        text: z.string().optional(),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(0).max(500).default(100),
      }),
    )
    .output(
      z.object({
        title: z.string(),
        at: z.string(),
        by: z.string(),
        registers: z.array(undoTallyShape),
        total: z.number(),
        units: z.array(undoUnitShape),
      }),
    ),
  /** The records that stay, those that something was built on; what was not chosen is not listed. */
  kept: asks(['undo own', 'undo of others'], 'divisions')
    .input(chosenShape.extend({ offset: z.number().int().min(0).default(0), limit: z.number().int().max(500).default(100) }))
    .output(z.object({ total: z.number(), rows: z.array(undoKeptShape) })),
  /** Takes back as one change set; its job's result is an `undoDoneShape`. */
  carryOut: asks(['undo own', 'undo of others'], 'divisions').input(chosenShape).output(jobStartedShape),
}
