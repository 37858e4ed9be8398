/** forms.md §13.6-53 and mechanisms.md §6-E52, as readings.md (12) takes them: every household is helped, by exactly one in the first place. */
import type { CheckRule, FieldPath } from './types.ts'

const RUNNING = ['pairing.start_date', 'pairing.end_date'] as const satisfies readonly FieldPath[]

export const helpRules: readonly CheckRule[] = [
  {
    id: '13.6-53',
    title: '每户至少有一名帮扶责任人',
    official: 'E',
    kind: 'incomplete',
    scope: 'household',
    relaxed: '先登记户、后结对；还没有结对只列为待补填，不挡保存。',
    source: 'forms.md §13.6-53（S15）',
    reads: ['pairing.helper_id', ...RUNNING],
    verify: ({ helpers }) =>
      helpers?.length === 0 ? [{ field: 'pairing.helper_id', message: '本户现在没有帮扶责任人；请在“帮扶责任人”一栏结对，暂时没有人选的以后再补。' }] : [],
  },
  {
    id: '6-E52',
    title: '每户恰有一名主要责任人',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    relaxed: '换人时先记新的、再结束旧的：多出的主要责任人列为须改正的问题，不挡保存；有责任人而没有指定主要责任人的只列为待补填。',
    source: 'mechanisms.md §6-E52（readings.md 12：主要责任人恰一名，其他不限）',
    reads: ['pairing.is_main', ...RUNNING],
    verify: ({ helpers }) => {
      if (helpers === null || helpers.length === 0) return []
      const mains = helpers.filter((pairing) => pairing.is_main === true).length
      if (mains === 1) return []
      return mains > 1
        ? [
            {
              field: 'pairing.is_main',
              message: `本户现在有 ${mains} 名主要责任人；主要责任人只能有一名，请结束不再帮扶的结对，或把其他人改为不是主要责任人。`,
            },
          ]
        : [{ field: 'pairing.is_main', kind: 'incomplete', message: `本户有 ${helpers.length} 名帮扶责任人，没有一名是主要责任人；请指定一名。` }]
    },
  },
]
