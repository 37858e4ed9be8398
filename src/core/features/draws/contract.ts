/** Draws, as they cross to the screens. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'
import { sizeRuleShape } from '../../draws/size.ts'
import { jobStartedShape, registerName, whereShape } from '../../shapes.ts'

const summaryShape = z.object({
  id: z.string(),
  number: z.string().nullable(),
  name: z.string(),
  place: z.string(),
  register: z.string(),
  frameSize: z.number(),
  frameHash: z.string(),
  method: z.string(),
  frozenOn: z.string(),
  frozenBy: z.string().nullable(),
  againBecause: z.string().nullable(),
  /** Null while the frame waits for its seed. */
  seed: z.string().nullable(),
  seedFrom: z.string().nullable(),
  drawnOn: z.string().nullable(),
  drawnBy: z.string().nullable(),
})
export type DrawSummary = z.infer<typeof summaryShape>

const stratumShape = z.object({ stratum: z.string(), label: z.string(), size: z.number(), count: z.number(), reserves: z.number() })

const shownShape = summaryShape.extend({
  where: z.string(),
  dividedBy: z.string().nullable(),
  rule: sizeRuleShape,
  strata: z.array(stratumShape).readonly(),
  drawn: z
    .array(
      z.object({
        register: z.string(),
        id: z.string(),
        stratum: z.string(),
        position: z.number(),
        role: z.enum(['drawn', 'reserve']),
        rank: z.number(),
        number: z.string(),
        title: z.string().nullable(),
      }),
    )
    .readonly(),
  differences: z.array(z.string()).readonly(),
})
export type DrawShown = z.infer<typeof shownShape>

/** From which records, divided by what, how many of each. */
const frameInput = z.object({
  register: registerName,
  where: whereShape.default({}),
  within: z
    .string()
    .regex(/^\d{6,12}$/)
    .optional(),
  divideBy: z.string().max(60).optional(),
  rule: sizeRuleShape,
  reserves: z.number().int().min(0).max(1000).default(0),
  /** Key of the way of drawing; at equal intervals without one. */
  method: z.string().max(20).optional(),
})

const one = z.object({ id: z.string() })

export const drawContract = {
  list: asks('read', 'divisions').output(z.array(summaryShape)),
  show: asks('read', 'divisions').input(one).output(shownShape),
  /** What a frame would hold, stratum by stratum; keeps nothing. */
  frame: asks('read', 'divisions')
    .input(frameInput)
    .output(z.object({ size: z.number(), hash: z.string(), strata: z.array(stratumShape).readonly() })),
  /** Freezes a frame: it stays as it is, and waits for its seed. */
  freeze: asks('enter', 'divisions')
    .input(frameInput.extend({ name: z.string().trim().min(1).max(80), again: z.string().trim().max(400).optional() }))
    .output(one),
  /** Draws from a frozen frame, once. */
  draw: asks('enter', 'divisions')
    .input(one.extend({ seed: z.string().trim().max(40), seedFrom: z.string().trim().min(1).max(200) }))
    .output(shownShape),
  /** The list drawn, the frame and how to repeat it, as a workbook; the job's result is a file ticket. */
  export: asks('export', 'divisions').input(one).output(jobStartedShape),
}
