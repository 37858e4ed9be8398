/** What other parts may use of returns. */
export { countUnanswered, returnsWithin, type WaitingReturn } from './waiting.ts'
