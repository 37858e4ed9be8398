/** Papers of finding the poor from both directions (mechanisms.md M01.d). */
import type { Where } from '../../shapes.ts'
import type { FormDefinition, ListSource } from '../types.ts'

/** Decided on by a meeting and not yet announced: what stands, or is about to stand, on the wall. */
const ON_NOTICE: Where = { stage: { in: ['deliberated', 'noticed', 'reviewed', 'noticed_again', 'confirmed', 'announced'] } }

const cases = (where: Where): ListSource => ({
  kind: 'list',
  register: 'identification',
  per: 'village',
  where: { and: [{ year: '@year' }, where] },
  sort: [{ field: 'village' }, { field: 'opened_on' }, { field: 'case_no' }],
})

export const identificationForms: readonly FormDefinition[] = [
  {
    code: 'identification_notice',
    title: '贫困户识别公示名单',
    source: '公示只印村民小组、户主姓名、人口数（mechanisms.md §0.2）；版面待核',
    paper: 'A4 纵向，一户一行',
    from: cases(ON_NOTICE),
    variants: [{ file: 'identification_notice.xlsx' }],
  },
  {
    code: 'identification_hits',
    title: '红线比对疑点清单',
    source: 'mechanisms.md M01（红线比对疑点清单）；版面待核',
    paper: 'A4 横向，一户一行',
    from: cases({ direction: '2' }),
    variants: [{ file: 'identification_hits.xlsx' }],
  },
  {
    code: 'identification_before_after',
    title: '贫困户识别前后对照表',
    source: 'mechanisms.md M01（识别前后对照表）；版面待核',
    paper: 'A4 横向，一户一行',
    from: cases({ decided_on: { empty: false } }),
    variants: [{ file: 'identification_before_after.xlsx' }],
  },
]
