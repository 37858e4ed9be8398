/** Packages as the contract carries them: made, found, opened, counted, and what both sides hold afterwards. */
import { z } from 'zod'
import { valueShape } from '../../shapes.ts'
import { recipientShape } from './siteShapes.ts'

const registerCountShape = z.object({ register: z.string(), records: z.number() })
export const packPreviewShape = z.object({
  recipient: recipientShape,
  full: z.boolean(),
  records: z.number(),
  edits: z.number(),
  files: z.number(),
  fileBytes: z.number(),
  registers: z.array(registerCountShape),
  places: z.array(z.object({ place: z.string(), name: z.string(), records: z.number() })),
})

export const packageKindShape = z.enum(['changes', 'baseline', 'receipt', 'admission'])
/** made → written (checked on the stick) → acknowledged; superseded when a later one covers it; overdue when out for too long. */
const sentStateShape = z.enum(['made', 'written', 'acknowledged', 'superseded', 'overdue', 'failed'])
const receivedStateShape = z.enum(['applied', 'undone', 'refused'])

export const packageRowShape = z.object({
  id: z.string(),
  direction: z.enum(['out', 'in']),
  kind: packageKindShape,
  number: z.number(),
  file: z.string(),
  site: z.string().nullable(),
  unit: z.string(),
  unitName: z.string(),
  madeAt: z.string(),
  handledAt: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  state: z.union([sentStateShape, receivedStateShape]),
  changeSet: z.string().nullable(),
  /** Of one made to be saved as a file: whether it was; null for all others. */
  saved: z.boolean().nullable(),
  /** Whether the file is kept here, so that it can be saved (again). */
  kept: z.boolean(),
  /** Records: sent, or by outcome when received. */
  counts: z.record(z.string(), z.number()),
  /** What the receiver's receipt said of it. */
  receipt: z
    .object({
      at: z.string(),
      by: z.string(),
      applied: z.number(),
      conflicts: z.number(),
      proposals: z.number(),
      rejected: z.array(z.object({ register: z.string(), title: z.string(), reason: z.string() })),
    })
    .nullable(),
})
export type PackageRow = z.infer<typeof packageRowShape>

/** A package file found somewhere, opened only as far as needed to say what it is. */
export const foundPackageShape = z.object({
  /** Handle for `open`. */
  file: z.string(),
  name: z.string(),
  bytes: z.number(),
  readable: z.boolean(),
  /** Why it cannot be read or need not be applied. */
  note: z.string().nullable(),
  kind: packageKindShape.nullable(),
  number: z.number().nullable(),
  madeAt: z.string().nullable(),
  sender: z.object({ site: z.string(), unit: z.string(), unitName: z.string(), label: z.string() }).nullable(),
  status: z.enum(['new', 'applied', 'older', 'own', 'sealed', 'unreadable']),
  records: z.number().nullable(),
})
export type FoundPackage = z.infer<typeof foundPackageShape>

/** new + changed + same + conflicts + proposals + rejected = records of the package. */
export const outcomeShape = z.enum(['new', 'changed', 'same', 'conflicts', 'proposals', 'rejected'])
export type Outcome = z.infer<typeof outcomeShape>
export const outcomeCountsShape = z.object({
  records: z.number(),
  new: z.number(),
  changed: z.number(),
  same: z.number(),
  conflicts: z.number(),
  proposals: z.number(),
  rejected: z.number(),
})
export type OutcomeCounts = z.infer<typeof outcomeCountsShape>

export const receivePreviewShape = z.object({
  /** Handle of the opened package. */
  package: z.string(),
  found: foundPackageShape,
  counts: outcomeCountsShape,
  registers: z.array(outcomeCountsShape.extend({ register: z.string() })),
  places: z.array(outcomeCountsShape.extend({ place: z.string(), name: z.string() })),
  files: z.object({ received: z.number(), damaged: z.number(), missing: z.number() }),
  /** Numbers of packages of this sender that never arrived, though this one covers them. */
  skipped: z.array(z.number()),
  /** Whether something before it has not arrived: what it brings is taken in, and the sender's next package covers the rest. */
  gap: z.boolean(),
  /** Whether the sender holds what was made here and is not here any more: this PC went back to an earlier state, or is a copy. */
  wentBack: z.boolean(),
  duplicates: z.number(),
  transfers: z.number(),
  returned: z.number(),
  /** What became of proposals that were made here. */
  answered: z.object({ accepted: z.number(), declined: z.number() }),
  /** Villages and registers whose state differs from the sender's after this package; empty when both hold the same. */
  differing: z.array(z.object({ place: z.string(), name: z.string(), registers: z.array(z.string()) })),
})
export type ReceivePreview = z.infer<typeof receivePreviewShape>

export const previewChangeShape = z.object({
  register: z.string(),
  record: z.string(),
  title: z.string(),
  place: z.string().nullable(),
  placeName: z.string(),
  outcome: outcomeShape,
  reason: z.string().nullable(),
  by: z.string().nullable(),
  at: z.string().nullable(),
  /** `contested`: both sides entered something; `before` is what stands here, `after` what the others entered. */
  changes: z.array(z.object({ field: z.string(), before: valueShape, after: valueShape, contested: z.boolean() })),
})
export type PreviewChange = z.infer<typeof previewChangeShape>

/** Which units sent something in each month of a year: the county's grid of 13 rows. */
export const gridShape = z.object({
  year: z.number(),
  rows: z.array(
    z.object({
      unit: z.string(),
      unitName: z.string(),
      months: z.array(
        z.object({ month: z.number(), packages: z.number(), last: z.string().nullable(), state: z.enum(['none', 'received', 'missing', 'future']) }),
      ),
    }),
  ),
})

const digest = z.string()
export const digestShape = z.object({
  all: digest,
  places: z.array(z.object({ place: z.string(), name: z.string(), digest, records: z.number(), registers: z.record(z.string(), digest) })),
})
