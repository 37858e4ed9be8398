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

/** A reader of what comes from outside, tried with input that is almost sound: ten minutes in all. `runs` make a slice of about two minutes. */
function fuzzed(reader: string, file: string, what: string, runs: number): Law {
  return { name: `fuzz-${reader}`, what, files: [file], test: `^fuzz ${reader}:`, runs, enough: { minutes: 10 } }
}

const EXCEL = 'src/core/excel/read.fuzz.test.ts'
const PACKAGE = 'src/core/exchange/package/package.fuzz.test.ts'
const PICTURES = 'src/core/features/attachments/pictures.fuzz.test.ts'

export const LAWS: readonly Law[] = [
  {
    name: 'exchange-histories',
    what: 'after random histories all sites hold the same data and every edit is accounted for (50,000 histories)',
    files: ['src/core/exchange/laws.test.ts'],
    runs: 2500,
    enough: { slices: 20 },
  },
  {
    name: 'edits-folded',
    what: 'whatever order edits, removals and restorings come in, they are folded to the same record and none is lost (1,000,000 sets of edits)',
    files: ['src/core/store/operations.test.ts'],
    runs: 200_000,
    enough: { slices: 5 },
  },
  {
    name: 'closed-years',
    what: 'moves, marriages, splits, hand-overs and joinings leave every figure of closed years as it was, at every site (2,500 histories)',
    files: ['src/core/exchange/closedYears.test.ts'],
    runs: 250,
    enough: { slices: 10 },
  },
  {
    name: 'balances',
    what: 'random lives of households over five years balance in every village, township and the county, and say the same at every office (500 histories)',
    files: ['src/core/features/balance/balanceLaw.test.ts'],
    runs: 50,
    enough: { slices: 10 },
  },
  {
    name: 'works',
    what: 'plans, visits and monitoring of households that live as they like stand on their papers in every state, at every office alike (300 histories)',
    files: ['src/core/features/procedures/worksLaw.test.ts'],
    runs: 30,
    enough: { slices: 10 },
  },
  {
    name: 'village-changes',
    what: 'villages that go into others in the middle of what several offices do leave the years before as they were, and nobody behind (1,000 histories)',
    files: ['src/core/features/succession/successionLaw.test.ts'],
    runs: 100,
    enough: { slices: 10 },
  },
  {
    name: 'upgrade-broken',
    what: 'an upgrade killed or out of disk at any step, write and file operation leaves an office that opens, complete',
    files: ['src/core/office/brokenUpgrade.offices.test.ts'],
    runs: 1000,
    enough: { slices: 1 },
  },
  {
    name: 'exchange-kills',
    what: 'an office killed while it makes or merges a package holds all of it or nothing, and goes on',
    files: ['src/core/features/exchange/kill.test.ts'],
    runs: 1000,
    enough: { slices: 1 },
  },
  {
    name: 'rekey-broken',
    what: 'a new data key killed, cancelled or out of disk at any step, write, file operation and page: old data and keyring, or new ones',
    files: ['src/core/office/rekey.offices.test.ts'],
    runs: 1000,
    enough: { slices: 1 },
  },
  {
    name: 'restore-broken',
    what: 'a restore killed, cancelled or out of disk at any step, write, file operation and page: today’s data, or the backup whole',
    files: ['src/core/office/brokenRestore.offices.test.ts'],
    runs: 1000,
    enough: { slices: 1 },
  },
  {
    name: 'rescue',
    what: 'a flipped bit or a page gone anywhere in an office costs no edit silently',
    files: ['src/core/office/rescue.test.ts'],
    test: 'law: damage of one place',
    runs: 150,
    enough: { slices: 8 },
  },
  {
    name: 'traces',
    what: 'a process killed at any step of import, export, print, backup, check and restore leaves nobody in clear in data and temporary folders',
    files: ['src/core/traces.test.ts'],
    runs: 100,
    enough: { slices: 4 },
  },
  {
    name: 'unit-under-load',
    what: 'the unit ring passes with four busy loops beside it',
    files: [],
    enough: { slices: 1 },
    busyLoops: 4,
    limitMinutes: 240,
  },
  fuzzed('zip', 'src/core/files/zip.fuzz.test.ts', 'zip packages give their parts or are refused in words', 100_000),
  fuzzed('xml', EXCEL, 'XML of workbooks ends, is heard the same however it is cut, or is refused in words', 20_000),
  fuzzed('sheet', EXCEL, 'workbooks give the rows they announced or are refused in words', 12_000),
  fuzzed('csv', EXCEL, 'separated values give the rows they announced or are refused in words', 15_000),
  fuzzed('legacy', EXCEL, 'older formats end within their budget, in rows or in words', 160),
  fuzzed('template', EXCEL, 'form templates end within their budget, read or refused in words', 90),
  fuzzed('age', PACKAGE, 'envelopes of packages are opened or refused in words, and leave nothing behind', 8000),
  fuzzed('minisign', PACKAGE, 'signatures that were touched prove nothing', 100_000),
  fuzzed('manifest', PACKAGE, 'manifests of packages are read or refused in words', 4500),
  fuzzed('ndjson', PACKAGE, 'data of packages is taken, held back one by one, or refused in words', 80_000),
  fuzzed('image', PICTURES, 'pictures are kept as ours or refused in words', 3000),
  fuzzed('exif', PICTURES, 'EXIF blocks say a day or nothing', 1_000_000),
  fuzzed('keyring', 'src/core/keyring/keyring.fuzz.test.ts', 'keyring files are read or refused in words', 80_000),
  fuzzed('backup', 'src/core/features/backups/container.fuzz.test.ts', 'backup files are whole or refused in words', 40_000),
]
