/** design.md §12: nobody lives in a village that has gone into another one. */
import type { CheckRule } from './types.ts'

export const placeRules: readonly CheckRule[] = [
  {
    id: '12-village',
    title: '现在的户不在已经变更的村里',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    source: 'design.md §12（并村、换代码、划转）',
    reads: ['household.village'],
    verify: ({ becomes }) =>
      becomes === null
        ? []
        : [{ field: 'household.village', message: `本户所在的村自 ${becomes.on} 起是${becomes.name}；请改到现在的村，不归本单位的由县里收到数据后带过去。` }],
  },
]
