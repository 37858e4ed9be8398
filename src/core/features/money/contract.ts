/** Moving money. Amounts are whole numbers of 分; whoever types in 万元 is told so in the box. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const division = z.string().regex(/^\d{12}$/)
const amount = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

const allocateShape = z.object({
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

const movedShape = z.object({
  id: z.string(),
  changeSet: z.string().nullable(),
  /** Whether it is booked along; otherwise it is on the way until whoever receives it books it. */
  booked: z.boolean(),
})
export type MovedAnswer = z.infer<typeof movedShape>

const carriedShape = z.object({ changeSet: z.string().nullable(), sources: z.number().int(), amount: z.number().int() })
export type CarriedAnswer = z.infer<typeof carriedShape>

const transitShape = z.object({
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

const flowNodeShape = z.object({
  key: z.string(),
  layer: z.enum(['source', 'place', 'village']),
  /** The source or division; none for what is not shared out to villages. */
  record: z.string().nullable(),
  label: z.string(),
  /** 分 that run through it. */
  amount: z.number().int(),
})
export type FlowNode = z.infer<typeof flowNodeShape>

const flowShape = z.object({
  nodes: z.array(flowNodeShape).readonly(),
  /** From node to node, by their keys, in 分. */
  links: z.array(z.object({ from: z.string(), to: z.string(), amount: z.number().int() })).readonly(),
  total: z.number().int(),
})
export type FlowAnswer = z.infer<typeof flowShape>

const bankListShape = z.object({
  claim: z.string(),
  ticket: z.string(),
  /** Those to be paid, or what the bank says of payments. */
  kind: z.enum(['list', 'return']),
  /** The day of the bank's return. */
  on: day,
  /** Of a list: what it pays for. */
  aidKind: z.string().max(10).optional(),
  item: z.string().max(60).optional(),
  save: z.boolean().default(false),
})
export type BankListInput = z.infer<typeof bankListShape>

const outcomes = z.enum(['matched', 'unsure', 'unmatched', 'unreadable', 'repeated'])
/** What the job of a list gives out. Amounts in 分; rows and amounts add up. */
export const bankAnswerShape = z.object({
  changeSet: z.string().nullable(),
  account: z.object({
    rows: z.number().int(),
    matched: z.number().int(),
    unsure: z.number().int(),
    unmatched: z.number().int(),
    unreadable: z.number().int(),
    repeated: z.number().int(),
    amounts: z.record(z.string(), z.number().int()),
  }),
  /** Rows that were not matched, with why. */
  others: z.array(z.object({ row: z.number().int(), name: z.string(), amount: z.number().int().nullable(), outcome: outcomes, note: z.string() })).readonly(),
})
export type BankListAnswer = z.infer<typeof bankAnswerShape>

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
  /** Streams of money of a year from sources to villages. */
  flow: asks('read', 'divisions')
    .input(z.object({ year: z.number().int().min(2000).max(2100) }))
    .output(flowShape),
  /** Reads a payment list or a bank's return into a claim; the result of the job is `bankAnswerShape`. */
  bankList: asks('import', 'divisions')
    .input(bankListShape)
    .output(z.object({ job: z.string() })),
  /** What is on the way in the divisions of the asker. */
  transit: asks('read', 'divisions').output(z.array(transitShape).readonly()),
}
