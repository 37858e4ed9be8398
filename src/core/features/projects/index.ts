/** The door of projects. */
import { changeEffects } from './changes.ts'
import { gapEffects } from './gaps.ts'
import { projectJudges } from './judges.ts'

export { projectGroupRules, reportGroupRules } from './checks/index.ts'
export { projectFacts } from './onPaper.ts'
export { projectSubject } from './subject.ts'

export { limitsOn, projectsOn } from './asOf.ts'

/** What steps of projects and of their changes ask for and change beside themselves. */
export const projectEffects = { ...changeEffects, ...projectJudges, ...gapEffects } as const
