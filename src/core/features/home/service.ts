/** What the session may ask of the home page. */
export { newestYear } from './newestYear.ts'
