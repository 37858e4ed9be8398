/** Moving money. Amounts are whole numbers of 分; whoever types in 万元 is told so in the box. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const division = z.string().regex(/^\d{12}$/)
const amount = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

export const allocateShape = z.object({
  /** Once more to an allocation there is; else what a new one is. */
  allocation: z.string().optional(),
  source: z.string().optional(),
  project: z.string().optional(),
  village: division.optional(),
  end: z.enum(['project', 'village', 'household']).optional(),
  place: division.optional(),
  year: z.number().int().min(2000).max(2100).optional(),
  amount,
  on: day,
  documentNo: z.string().max(60).optional(),
})
export type AllocateInput = z.infer<typeof allocateShape>

export const movedShape = z.object({
  id: z.string(),
  changeSet: z.string().nullable(),
  /** Whether it is booked along; otherwise it is on the way until whoever receives it books it. */
  booked: z.boolean(),
})
export type MovedAnswer = z.infer<typeof movedShape>

const carriedShape = z.object({ changeSet: z.string().nullable(), sources: z.number().int(), amount: z.number().int() })
export type CarriedAnswer = z.infer<typeof carriedShape>

export const transitShape = z.object({
  id: z.string(),
  register: z.enum(['fund_release', 'fund_return']),
  allocation: z.string(),
  allocationNo: z.string().nullable(),
  source: z.string(),
  project: z.string().nullable(),
  amount: z.number().int(),
  on: z.string(),
  place: z.string(),
  placeName: z.string(),
  /** Whether this office books it. */
  ours: z.boolean(),
})
export type TransitLine = z.infer<typeof transitShape>

export const moneyContract = {
  allocate: asks('enter', 'divisions').input(allocateShape).output(movedShape),
  book: asks('enter', 'divisions')
    .input(z.object({ ids: z.array(z.string()).min(1).max(500), on: day }))
    .output(z.object({ changeSet: z.string().nullable(), booked: z.number().int() })),
  giveBack: asks('enter', 'divisions')
    .input(z.object({ allocation: z.string(), amount, on: day, reason: z.string().min(1).max(200) }))
    .output(movedShape),
  carryOver: asks('enter', 'divisions')
    .input(z.object({ year: z.number().int().min(2000).max(2100), on: day }))
    .output(carriedShape),
  /** What is on the way in the divisions of the asker. */
  transit: asks('read', 'divisions').output(z.array(transitShape).readonly()),
}
