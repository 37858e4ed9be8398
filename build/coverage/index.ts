/** Every number of the domain that concerns households, people, identification, exit and monitoring, with what answers for it. */
import { checksOfRegistration } from './registration.ts'
import { comparisons } from './comparisons.ts'
import { monitored } from './monitored.ts'
import { battle } from './battle.ts'
import { badData } from './badData.ts'
import { identification } from './identification.ts'
import { filing } from './filing.ts'
import { surveys } from './surveys.ts'
import { plans } from './plans.ts'
import { shortfalls } from './shortfalls.ts'
import { projects } from './projects.ts'
import { exits } from './exits.ts'
import { funds } from './funds.ts'
import { reports } from './reports.ts'
import { works } from './works.ts'
import type { Group } from './types.ts'

/** In the order of the page. */
export const groups: readonly Group[] = [
  checksOfRegistration,
  comparisons,
  monitored,
  badData,
  identification,
  filing,
  surveys,
  plans,
  shortfalls,
  funds,
  battle,
  works,
  projects,
  exits,
  reports,
]
