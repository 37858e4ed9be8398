/** What a part tells that runs in a process of its own, since its memory must be its own. */
import { peakMegabytes } from '../measure.ts'

export interface Told {
  readonly what: string
  readonly milliseconds: number
  /** Other times of the same run, by what they are. */
  readonly parts: readonly { readonly key: string; readonly what: string; readonly milliseconds: number; readonly bar?: number }[]
  /** MB. */
  readonly peak: number
}

/** Tells it on standard output, and ends the process. */
export function tell(what: string, milliseconds: number, parts: Told['parts'] = []): void {
  process.stdout.write(`${JSON.stringify({ what, milliseconds, parts, peak: peakMegabytes() } satisfies Told)}\n`, () => process.exit())
}
