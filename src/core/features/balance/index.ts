/** What other parts may ask of the balance sheets: how many are on file at the end of a year, and whether a year may be closed. */
export { eventSubject } from './subject.ts'
export { NO_STOCK, requireBalanced, stockAt, type KeptStock } from './locked.ts'
