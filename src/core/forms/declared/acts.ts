/** Papers of meetings, whatever they vote on: minutes, ballot, count of votes (forms.md §7, §9.3). */
import type { FormDefinition } from '../types.ts'

const SOURCE = '民主评议记录应有项（forms.md §7，综合各地文书，待核）'

export const actForms: readonly FormDefinition[] = [
  {
    code: 'meeting_minutes',
    title: '民主评议会议记录',
    source: SOURCE,
    paper: 'A4 纵向，一次会议一份',
    from: { kind: 'record', register: 'shared_act' },
    variants: [{ file: 'meeting_minutes.xlsx' }],
  },
  {
    code: 'ballot',
    title: '民主评议票',
    source: SOURCE,
    paper: 'A4 纵向，一人一张',
    from: { kind: 'record', register: 'shared_act' },
    variants: [{ file: 'ballot.xlsx' }],
  },
  {
    code: 'vote_count',
    title: '票数汇总表',
    source: SOURCE,
    paper: 'A4 纵向，一次会议一份',
    from: { kind: 'record', register: 'shared_act' },
    variants: [{ file: 'vote_count.xlsx' }],
  },
]
