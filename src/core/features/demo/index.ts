/** What other parts may use of the demo. */

export { fillDemo } from './fill.ts'
export type { Filled, FillOptions } from './fill.ts'
