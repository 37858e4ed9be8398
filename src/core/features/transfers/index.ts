/** What features ask of moves: decisions against one that nobody has taken note of. */
export { unseenDecisions } from './decisions.ts'
