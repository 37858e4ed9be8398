/** What other parts may use of the demo. */
export { DEMO_COUNTY, generateDemo } from './generate.ts'
export type { DemoOptions } from './generate.ts'
export { FULL_HOUSEHOLDS } from './plan.ts'
export type { DemoRecord, DemoValues } from './records.ts'
export { fillDemo } from './fill.ts'
export type { Filled, FillOptions, FillProgress } from './fill.ts'
