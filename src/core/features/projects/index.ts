/** The door of projects. */
import { changeEffects } from './changes.ts'
import { gapEffects } from './gaps.ts'
import { projectJudges } from './judges.ts'

export { projectGroupRules, reportGroupRules } from './checks/index.ts'
export { projectFacts } from './onPaper.ts'
export { projectSubject } from './subject.ts'
export { exceedsApproved } from '../../rules/approved.ts'
export { limitsOn, projectsOn, type ProjectOnDay } from './asOf.ts'
export { COLOUR_LABELS, PROGRESS_COLOURS, type Progress, type ProgressColour } from '../../rules/progress.ts'

/** What steps of projects and of their changes ask for and change beside themselves. */
export const projectEffects = { ...changeEffects, ...projectJudges, ...gapEffects } as const
