/** Questionnaires that come with the program: an office publishes one as it is, or begins its own with it. */
import type { Written } from '../../../questionnaires/keep.ts'
import { eightHave } from './eightHave.ts'
import { entryAssessment } from './entryAssessment.ts'
import { exitCheck } from './exitCheck.ts'
import { fiveClear, sixHave } from './fiveClearSixHave.ts'
import { householdSurvey } from './householdSurvey.ts'
import { householdCheck } from './householdCheck.ts'
import { redLineList } from './redLineList.ts'
import { satisfactionBallot } from './satisfactionBallot.ts'
import { thirdParty } from './thirdParty.ts'

export const builtIn: readonly Written[] = [
  fiveClear,
  sixHave,
  householdSurvey,
  satisfactionBallot,
  exitCheck,
  thirdParty,
  entryAssessment,
  redLineList,
  householdCheck,
  eightHave,
]
