/** What became of villages, as it crosses to the screens: merged, renumbered, given to another township, renamed. */
import { z } from 'zod'
import { asks } from '../../access/rights.ts'

const day = z.iso.date()
const code = z.string().regex(/^\d{12}$/)

const changeKindShape = z.enum(['merged', 'renumbered', 'transferred', 'renamed'])

const villageChangeShape = z.object({
  id: z.string(),
  kind: changeKindShape,
  former: code,
  formerName: z.string(),
  village: code,
  /** Township and village as they are called now. */
  name: z.string(),
  on: z.string(),
  documentNo: z.string(),
  reason: z.string(),
  by: z.string().nullable(),
  /** Households that went along. */
  households: z.number(),
  /** The operation by which it was done here; null where it was done elsewhere. */
  changeSet: z.string().nullable(),
})
export type VillageChange = z.infer<typeof villageChangeShape>

const documentShape = { on: day, documentNo: z.string().trim().min(1).max(60), reason: z.string().trim().min(1).max(200) }

const intoShape = z.union([
  z.strictObject({ village: code }),
  /** A village that is not there yet: its code and name; the code says its township. */
  z.strictObject({ code, name: z.string().trim().min(1).max(100) }),
])
export type Into = z.infer<typeof intoShape>

const askedShape = z.object({ villages: z.array(code).min(1).max(20), into: intoShape, on: day })
export type Asked = z.infer<typeof askedShape>

const alongShape = z.object({
  village: code,
  name: z.string(),
  /** What goes along, and how many of each: 户 118, 社 4. */
  goes: z.array(z.object({ label: z.string(), count: z.number() })),
  /** What stays under the old name. */
  stays: z.array(z.object({ label: z.string(), count: z.number() })),
})

export const successionContract = {
  /** What became of villages, the newest first; and whether the asker may do such a thing here. */
  list: asks('read', 'divisions').output(z.object({ rows: z.array(villageChangeShape), mayDo: z.boolean(), why: z.string().nullable() })),
  /** Villages that went into one, at whatever remove. */
  forerunners: asks('read', 'divisions')
    .input(z.object({ division: code }))
    .output(z.array(z.object({ code, name: z.string(), until: z.string() }))),
  /** What a change would bring along; nothing is written. */
  preview: asks('set parameters', 'unit')
    .input(askedShape)
    .output(z.object({ kind: changeKindShape, villages: z.array(alongShape) })),
  apply: asks('set parameters', 'unit')
    .input(askedShape.extend(documentShape))
    .output(z.object({ changeSet: z.string().nullable(), moved: z.number() })),
  /** Another name, the same code. */
  rename: asks('set parameters', 'unit')
    .input(z.object({ village: code, name: z.string().trim().min(1).max(100), ...documentShape }))
    .output(z.object({ changeSet: z.string().nullable() })),
}
