/** The door of projects. */
import { changeEffects } from './changes.ts'

/** What steps of projects and of their changes ask for and change beside themselves. */
export const projectEffects = { ...changeEffects } as const
