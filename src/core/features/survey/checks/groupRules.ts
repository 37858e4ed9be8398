/** Checks on several visits, or on the documents of several villages, together (mechanisms.md M03.e). */
import { membersText, type Asked, type GroupRule } from '#core/checks/engine/groups.ts'
import { firstValue, type ParameterKey } from '#core/rules/parameters.ts'
import { DOCUMENT_KINDS } from './documents.ts'

const read =
  (key: ParameterKey, more = 0) =>
  ({ today, parameters }: Asked): number =>
    (parameters(key, today, null) ?? firstValue(key)) + more

/** Households visited by one surveyor on one day, as the first or as the second of the two. */
const daily = (id: string, by: 'surveyor_id' | 'second_surveyor_id', called: string): GroupRule => ({
  id,
  title: `一名${called}一天入户的户数`,
  official: 'W',
  kind: 'doubt',
  source: 'mechanisms.md M03.e（同一干部一天“入户” 80 户）',
  reads: [`survey_visit.${by}`, 'survey_visit.visited_on'],
  parameters: ['visit_daily_most'],
  across: true,
  members: { register: 'survey_visit' },
  keys: [by, 'visited_on'],
  about: { register: 'survey_visit', by: 'id', field: 'visited_on' },
  condition: { distinct: 'subject', atLeast: read('visit_daily_most', 1), names: 'visit_no' },
  sentence: (groups) => `这名${called}这一天入户 ${groups[0]?.distinct ?? 0} 户，一天走不了这么多；请核对日期和调查人。`,
})

export const visitGroupRules: readonly GroupRule[] = [daily('3-daily', 'surveyor_id', '调查人'), daily('3-daily-second', 'second_surveyor_id', '第二调查人')]

/** What is told of a village. */
export const surveyedVillageRules: readonly GroupRule[] = [
  {
    id: '3-words',
    title: '一个村各户的问题不都写得一样',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M03.e（所有户问题写“缺资金”）',
    reads: ['survey_visit.problems', 'survey_visit.village'],
    parameters: ['same_problem_doubt'],
    across: true,
    members: { register: 'survey_visit' },
    keys: ['survey_id', 'village', 'problems'],
    about: { register: 'village', by: { key: 'village', code: 'village' }, field: 'village' },
    condition: { distinct: 'subject', atLeast: read('same_problem_doubt'), names: 'village' },
    sentence: (groups) =>
      `${groups.map(({ key, distinct }) => `有 ${distinct} 户的主要问题都写“${String(key[2])}”`).join('，')}；请抽几户核对，按各户的情况写。`,
  },
  {
    id: '3-copied',
    title: '一份六有文件不用在几个村',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M03.e（六有文档同一份复制 68 村，文件哈希相同）',
    reads: ['attachment.sha256', 'attachment.record'],
    parameters: ['same_document_doubt'],
    across: true,
    members: { register: 'attachment', only: { register: ['village'], kind: DOCUMENT_KINDS.map(([kind]) => kind) } },
    keys: ['sha256'],
    about: { register: 'village', by: { key: 'record' }, field: 'village' },
    condition: { distinct: 'record', atLeast: read('same_document_doubt'), names: 'village' },
    sentence: (groups, own) => `六有的文件和别的村的一模一样，另有${membersText(groups, own, '个村')}；请换上本村的。`,
  },
]
