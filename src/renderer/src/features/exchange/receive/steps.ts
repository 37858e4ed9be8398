/** Steps of receiving; what was chosen stands in the path as handles of this run of the program. The passphrase does not. */
import { z } from 'zod'
import { outcomeCountsShape } from '#core/features/exchange/packageShapes.ts'

export const receiveSteps = [
  { key: 'file', label: '选文件' },
  { key: 'check', label: '核对' },
  { key: 'apply', label: '合并' },
] as const
export type ReceiveStep = (typeof receiveSteps)[number]['key']

/** Where the package comes from: a file found in a place, or one that was picked. */
export type Source = { readonly file: string; readonly place: string } | { readonly ticket: string }

export interface Receiving {
  readonly source: Source | null
  /** The job that opens and tries out, and the one that merges. */
  readonly opening: string | null
  readonly applying: string | null
}

/** What the merging job answers. */
export const appliedShape = z.looseObject({
  counts: outcomeCountsShape.optional(),
  changeSet: z.string().nullable().optional(),
  already: z.boolean().optional(),
  receipt: z.string().nullable().optional(),
  package: z.string().optional(),
})
