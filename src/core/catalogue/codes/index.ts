import type { CodeList } from '../types.ts'
import * as comparison from './comparison.ts'
import * as balance from './balance.ts'
import * as battle from './battle.ts'
import * as corrections from './corrections.ts'
import * as division from './division.ts'
import * as draws from './draws.ts'
import * as ethnicity from './ethnicity.ts'
import * as exchange from './exchange.ts'
import * as shortfalls from './shortfalls.ts'
import * as survey from './survey.ts'
import * as exit from './exit.ts'
import * as funds from './funds.ts'
import * as helping from './helping.ts'
import * as household from './household.ts'
import * as identification from './identification.ts'
import * as locks from './locks.ts'
import * as measures from './measures.ts'
import * as monitoring from './monitoring.ts'
import * as people from './people.ts'
import * as plans from './plans.ts'
import * as procedures from './procedures.ts'
import * as projects from './projects.ts'
import * as works from './works.ts'

/** Every code list, by subject. */
export const codeLists: readonly CodeList[] = [
  ...Object.values(people),
  ...Object.values(ethnicity),
  ...Object.values(household),
  ...Object.values(helping),
  ...Object.values(division),
  ...Object.values(monitoring),
  ...Object.values(measures),
  ...Object.values(projects),
  ...Object.values(works),
  ...Object.values(exchange),
  ...Object.values(locks),
  ...Object.values(corrections),
  ...Object.values(procedures),
  ...Object.values(draws),
  ...Object.values(identification),
  ...Object.values(shortfalls),
  ...Object.values(plans),
  ...Object.values(comparison),
  ...Object.values(survey),
  ...Object.values(exit),
  ...Object.values(balance),
  ...Object.values(battle),
  ...Object.values(funds),
]
