/** Papers of the monitoring of households (forms.md §10). */
import type { Where } from '../../shapes.ts'
import type { FormDefinition, ListSource } from '../types.ts'

const monitored = (where: Where): ListSource => ({
  kind: 'list',
  register: 'monitored_household',
  per: 'village',
  where,
  sort: [{ field: 'village' }, { field: 'identified_on' }, { field: 'case_no' }],
})

export const monitoringForms: readonly FormDefinition[] = [
  {
    code: 'monitored_card',
    title: '监测对象登记表',
    source: 'forms.md §10.1（由 2023 摸排库反推）；版面待核',
    paper: 'A4 纵向，一户一份',
    from: { kind: 'record', register: 'monitored_household' },
    variants: [{ file: 'monitored_card.xlsx' }],
  },
  {
    code: 'monitored_removal',
    title: '监测对象风险消除表',
    source: 'forms.md §10.1（识别时、消除时各一份）；版面待核',
    paper: 'A4 纵向，一户一份',
    from: { kind: 'record', register: 'monitored_household' },
    variants: [{ file: 'monitored_removal.xlsx' }],
  },
  {
    code: 'monitored_roster',
    title: '监测对象花名册',
    source: 'forms.md §10.1、§10.2；版面待核',
    paper: 'A4 横向，一户一行',
    from: monitored({ identified_on: { lte: '@day' } }),
    variants: [{ file: 'monitored_roster.xlsx' }],
  },
  {
    code: 'monitored_notice',
    title: '拟纳入监测对象公示名单',
    source: '公示只印村民小组、户主姓名、人口数（mechanisms.md §0.2）；版面待核',
    paper: 'A4 纵向，一户一行',
    from: monitored({ stage: { in: ['deliberated', 'posted', 'reviewed', 'approved'] } }),
    variants: [{ file: 'monitored_notice.xlsx' }],
  },
  {
    code: 'monitored_removal_notice',
    title: '拟消除风险监测对象公示名单',
    source: '公示只印村民小组、户主姓名、人口数（mechanisms.md §0.2）；版面待核',
    paper: 'A4 纵向，一户一行',
    from: monitored({ stage: { in: ['proposed', 'posted_again'] } }),
    variants: [{ file: 'monitored_removal_notice.xlsx' }],
  },
]
