/** Notices on walls: which hang in a week, and what they give cause to look into. */

export { noticeSubject } from './subject.ts'
