/** How version 0.1.0 reads the header of a package, word for word: what an upgraded office writes for it must pass here. Never to be changed. */
import { z } from 'zod'
import { AppError } from '../../errors.ts'

/** Version of the package format; a reader refuses a higher one. */
const FORMAT = 1

const site = z.string().min(1).max(80)
const unit = z.string().regex(/^\d{12}$/)
const position = z.int().min(0)

const siteCardShape = z.object({
  site,
  unit,
  unitName: z.string().max(200),
  label: z.string().max(100),
  signingKey: z.string().max(100),
  sealingKey: z.string().max(100),
})

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

const headerShape = z.object({
  format: z.int().min(1),
  schema: z.int().min(0),
  program: z.string().max(40),
  kind: z.enum(['changes', 'baseline', 'receipt', 'admission']),
  id: z.string().min(1).max(80),
  number: position,
  made: z.string().max(40),
  sender: siteCardShape.extend({ author: z.string().min(1).max(100) }),
  receivers: z.array(z.object({ site, unit })).min(1).max(500),
  /** Journal entries of the sender that the package covers: those after `after`, up to `upTo`. */
  range: z.object({ after: position, upTo: position }),
  /** Numbers of the packages made for these receivers before that nobody has acknowledged; this one holds what they held. */
  earlier: z.array(position).max(500),
  counts: z.object({ records: position, operations: position, files: position }),
  /** Up to where the sender has received each receiver, and under which name that one went then. */
  knows: z.record(site, z.object({ author: z.string().max(100), upTo: position })),
  receipts: z.array(receiptShape).max(200),
  /** Attachments the sender lacks. */
  wanted: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(10_000),
  /** State at the sender, by village and register. */
  digests: z.record(z.string().max(12), z.record(z.string().max(60), z.string().max(64))),
  /** For an admission: the request it answers. */
  answers: z.string().max(80).optional(),
})
export type FormerHeader = z.infer<typeof headerShape>

/** Reads the `exchange` object of a manifest. Throws PACKAGE_NEWER for a later format, FILE_FORMAT when it is none of ours. */
export function readFormerHeader(exchange: unknown): FormerHeader {
  const version = z.looseObject({ format: z.number() }).safeParse(exchange)
  if (version.success && version.data.format > FORMAT) throw newer()
  const parsed = headerShape.safeParse(exchange)
  if (!parsed.success) throw new AppError('FILE_FORMAT', '这个文件不是本程序的数据包，或内容不完整。', '请确认拿对了文件，或让对方重新制作。')
  if (parsed.data.schema > 20) throw newer()
  return parsed.data
}

function newer(): AppError {
  return new AppError('PACKAGE_NEWER', '这个数据包是用更新版本的程序制作的，当前程序读不懂，没有合并。', '请先安装新版本的程序，再接收这个数据包。')
}
