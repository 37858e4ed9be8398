/** The door of the feature of correction sheets. */
export { correctionDerivations } from './derivations.ts'
export { correctionEffects } from './effects.ts'
export { leaveSheets } from './leave.ts'
