/** Notices on walls: which hang in a week, and what they give cause to look into. */
export { noticeRules } from './checks/index.ts'
export { noticeSubject } from './subject.ts'
