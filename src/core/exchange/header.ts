/** The `exchange` object of a package's manifest: who sends what to whom, and what the sender knows of the receivers. */
import { z } from 'zod'
import { AppError } from '../errors.ts'

/** Version of the package format; a reader refuses a higher one. */
export const FORMAT = 1

const site = z.string().min(1).max(80)
const unit = z.string().regex(/^\d{12}$/)
/**
 * Numbers of entries, positions and packages at most: far above what an office can reach, and far below where a number that somebody made up
 * would stand in the way of every later one for good or lose its last digits.
 */
export const HIGHEST_NUMBER = 1_000_000_000_000
const position = z.int().min(0).max(HIGHEST_NUMBER)
/** First 8 bytes of the hash chain of a journal at an entry; programs of a schema below 810 say none. */
const mark = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .optional()
/** Up to where somebody holds a site, and the mark of its journal there, as that site said it. */
const held = z.object({ upTo: position, mark })

export const siteCardShape = z.object({
  site,
  unit,
  unitName: z.string().max(200),
  label: z.string().max(100),
  signingKey: z.string().max(100),
  sealingKey: z.string().max(100),
})
export type SiteCard = z.infer<typeof siteCardShape>

const rejectedShape = z.object({ register: z.string().max(60), record: z.string().max(200), reason: z.string().max(500) })
const receiptShape = z.object({
  /** Package it is the receipt of. */
  package: z.string().max(80),
  number: position,
  at: z.string().max(40),
  by: z.string().max(100),
  upTo: position,
  counts: z.object({ records: position, new: position, changed: position, same: position, conflicts: position, proposals: position, rejected: position }),
  rejected: z.array(rejectedShape).max(1000),
})
export type Receipt = z.infer<typeof receiptShape>

export const headerShape = z.object({
  format: z.int().min(1),
  schema: z.int().min(0),
  program: z.string().max(40),
  kind: z.enum(['changes', 'baseline', 'receipt', 'admission']),
  id: z.string().min(1).max(80),
  number: position,
  made: z.string().max(40),
  sender: siteCardShape.extend({ author: z.string().min(1).max(100) }),
  receivers: z.array(z.object({ site, unit })).min(1).max(500),
  /** Journal entries of the sender that the package covers: those after `after`, up to `upTo`; `mark` is that of its journal there. */
  range: z.object({ after: position, upTo: position, mark }),
  /** Numbers of the packages made for these receivers before that nobody has acknowledged; this one holds what they held. */
  earlier: z.array(position).max(500),
  counts: z.object({ records: position, operations: position, files: position }),
  /** Up to where the sender has received each receiver under the name that one went by last, and under those before. */
  knows: z.record(site, held.extend({ author: z.string().max(100), former: z.record(z.string().max(100), held).optional() })),
  receipts: z.array(receiptShape).max(200),
  /** Attachments the sender lacks. */
  wanted: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(10_000),
  /** State at the sender, by village and register. */
  digests: z.record(z.string().max(12), z.record(z.string().max(60), z.string().max(64))),
  /** Schema of the sender's program, where the package itself is written for an older one. */
  speaks: z.int().min(1).optional(),
  /** For an admission: the request it answers. */
  answers: z.string().max(80).optional(),
})
export type Header = z.infer<typeof headerShape>

/** Reads the `exchange` object of a manifest. Throws PACKAGE_NEWER for a later format, FILE_FORMAT when it is none of ours. */
export function readHeader(exchange: unknown, schema: number): Header {
  const version = z.looseObject({ format: z.number() }).safeParse(exchange)
  if (version.success && version.data.format > FORMAT) throw newer()
  const parsed = headerShape.safeParse(exchange)
  if (!parsed.success) throw new AppError('FILE_FORMAT', '这个文件不是本程序的数据包，或内容不完整。', '请确认拿对了文件，或让对方重新制作。')
  if (parsed.data.schema > schema) throw newer()
  return parsed.data
}

function newer(): AppError {
  return new AppError('PACKAGE_NEWER', '这个数据包是用更新版本的程序制作的，当前程序读不懂，没有合并。', '请先安装新版本的程序，再接收这个数据包。')
}
