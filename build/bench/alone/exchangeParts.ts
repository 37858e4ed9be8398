/** What the sections of exchange share: who takes part, and the packages that were made before anything is timed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SiteKeys } from '../../../src/core/exchange/package/index.ts'
import type { Header } from '../../../src/core/exchange/header.ts'

export const COUNTY = '621125000000'
export const EXCHANGE_KEY = new Uint8Array(32).fill(11)

/** What `exchangeMake` leaves for those who read its packages. */
export interface Made {
  readonly keys: SiteKeys
  readonly files: readonly string[]
}

/** Folder of the packages of a run. */
export function packagesFolder(work: string): string {
  return join(work, 'packages')
}

export function madeIn(work: string): Made {
  return JSON.parse(readFileSync(join(packagesFolder(work), 'made.json'), 'utf8')) as Made
}

/** A township that sends all it has to the county. */
export function headerOf(
  unit: string,
  keys: SiteKeys,
  author: string,
  upTo: number,
  counts: { readonly records: number; readonly operations: number },
): Header {
  return {
    format: 1,
    schema: 0,
    program: 'bench',
    kind: 'baseline',
    id: `bench-${unit}`,
    number: 1,
    made: '2026-01-01T00:00:00.000Z',
    sender: { site: `bench-${unit}`, unit, unitName: unit, label: '', signingKey: keys.signing.publicKey, sealingKey: keys.sealing.recipient, author },
    receivers: [{ site: 'bench-county', unit: COUNTY }],
    range: { after: 0, upTo },
    counts: { ...counts, files: 0 },
    knows: {},
    receipts: [],
    wanted: [],
    earlier: [],
    digests: {},
  }
}
