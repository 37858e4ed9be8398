/**
 * What `npm run soak` knows: laws that are tried over far more cases than a test run has time for. A law is a test of the unit ring that takes
 * its number of cases and its seed from `lawRuns` (`src/core/testing/lawRuns.ts`); one entry here makes it a long one.
 */
export interface Law {
  /** For `--only`, and in the results. */
  readonly name: string
  /** What holds, in one line. */
  readonly what: string
  /** Test files of a slice, as `npm run test:unit -- …` takes them; none: the whole unit ring. */
  readonly files: readonly string[]
  /** Only tests whose full name matches. */
  readonly test?: string
  /** Cases in one slice, for `lawRuns`. A slice should last one to ten minutes: an interrupted one is begun again. */
  readonly runs?: number
  /** When enough is tried: after so many slices, or as many slices as fill so many minutes. */
  readonly enough: { readonly slices: number } | { readonly minutes: number }
  /** Processes that do nothing but keep a core busy beside it. */
  readonly busyLoops?: number
  /** A slice that lasts longer is broken off and counts as failed. An hour unless given. */
  readonly limitMinutes?: number
}

export const LAWS: readonly Law[] = [
  {
    name: 'exchange-histories', what: 'after random histories all sites hold the same data and every edit is accounted for (50,000 histories)',
    files: ['src/core/exchange/laws.test.ts'], runs: 2500, enough: { slices: 20 },
  },
  {
    name: 'upgrade-kills', what: 'an upgrade killed before any of its steps leaves an office that opens, complete',
    files: ['src/core/office/brokenUpgrade.offices.test.ts'], test: 'a program that dies while it upgrades', runs: 1000, enough: { slices: 1 },
  },
  {
    name: 'unit-under-load', what: 'the unit ring passes with four busy loops beside it',
    files: [], enough: { slices: 1 }, busyLoops: 4, limitMinutes: 240,
  },
]
