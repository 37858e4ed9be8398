/** What answers for the numbers of mechanisms.md M09–M13 and M27, 水、电、路、房、坡改梯和灾后重建. */
import type { Group } from './types.ts'

export const works: Group = {
  page: 'mechanisms.md M09–M13、M27',
  title: '水、电、路、房、坡改梯和灾后重建',
  answers: [{ number: 'M13.e1', what: '分户合计≠图斑', rules: ['S-terrace_share-area'] }],
}
