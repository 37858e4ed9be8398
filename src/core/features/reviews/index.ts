/** What other parts may use of returns. */
export { countUnanswered, returnsWithin } from './waiting.ts'
