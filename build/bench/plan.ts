/** Which sections there are, in which processes they run, and about how long they take. */
import { registerNames } from '../../src/core/catalogue/index.ts'

/** Processes of the bench; sections of one group share one, as an office's work shares one program. */
export interface Group {
  readonly name: string
  readonly script: string
  readonly sections: readonly string[]
}

export const GROUPS: readonly Group[] = [
  { name: 'start', script: 'start/main.ts', sections: ['disk', 'commands', 'browser'] },
  {
    name: 'reads',
    script: 'reads/main.ts',
    sections: ['find', 'screens', 'statistics', 'sheets', ...registerNames.map((register) => `list:${register}`), 'digest'],
  },
  { name: 'money', script: 'money/main.ts', sections: ['money'] },
  { name: 'use', script: 'use/main.ts', sections: ['use'] },
  {
    name: 'jobs',
    script: 'jobs/main.ts',
    sections: ['rest', 'saves', 'exports', 'imports', 'comparisons', 'forms', 'largeImport', 'backups', 'checks', 'findings', 'after'],
  },
  { name: 'alone', script: 'alone/main.ts', sections: ['write', 'exchange'] },
]

/** Far above a county; what takes many minutes there and has no bar there is done when it is asked for by name. */
export const VERY_LARGE = 200_000
const WHEN_ASKED: ReadonlySet<string> = new Set(['largeImport', 'backups', 'checks', 'findings', 'exchange', 'money'])

/** Sections of a group at a size. `only`: names of sections or of groups, or beginnings (`list`). */
export function sectionsOf(group: Group, people: number, only: readonly string[] | null): string[] {
  const named = (section: string): boolean =>
    only !== null && (only.includes(group.name) || only.some((name) => section === name || section.startsWith(`${name}:`)))
  return group.sections.filter((section) => (only === null ? people < VERY_LARGE || !WHEN_ASKED.has(section) : named(section)))
}

/** Seconds on a quiet machine of two cores: quick, county, a million people. */
const SECONDS: Readonly<Record<string, readonly [number, number, number]>> = {
  disk: [1, 3, 40],
  commands: [10, 25, 30],
  browser: [15, 40, 60],
  find: [1, 10, 240],
  screens: [2, 5, 40],
  statistics: [2, 10, 150],
  sheets: [1, 2, 15],
  digest: [1, 10, 120],
  money: [20, 180, 180],
  use: [8, 60, 600],
  rest: [20, 20, 25],
  saves: [5, 10, 15],
  exports: [15, 180, 240],
  imports: [10, 60, 90],
  comparisons: [5, 40, 60],
  forms: [30, 60, 60],
  largeImport: [10, 60, 80],
  backups: [3, 20, 240],
  checks: [3, 20, 300],
  findings: [3, 20, 200],
  after: [1, 1, 2],
  write: [10, 30, 30],
  exchange: [15, 120, 1800],
}
/** A list of a register that is not named above. */
const LIST_SECONDS: readonly [number, number, number] = [1, 8, 60]

/** About how many seconds a section takes. */
export function secondsFor(section: string, people: number): number {
  const of = SECONDS[section] ?? LIST_SECONDS
  return people < 20_000 ? of[0] : people < VERY_LARGE ? of[1] : of[2]
}
