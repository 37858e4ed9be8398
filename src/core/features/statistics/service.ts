/** What other parts may ask of statistics: a declared table counted for somebody, what its words stand for, and which registers it looks at. */
export { countingFor, countTable, isSmall } from './counting.ts'
export { mutable } from './mutable.ts'
export { statisticOf, statistics } from './registry.ts'
