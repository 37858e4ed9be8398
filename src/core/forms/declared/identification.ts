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

/** Scored from the positive side, by campaign and village, the neediest first (readings.md 11). */
const ranked: ListSource = {
  ...cases({ need_rank: { empty: false } }),
  sort: [{ field: 'village' }, { field: 'campaign_id' }, { field: 'need_rank' }],
}

const notice = (code: string, title: string): FormDefinition => ({
  code,
  title,
  source: '应有项见 forms.md §7（事由、起止日期、名单、监督举报、落款盖章、照片）；只印村民小组、户主姓名、人口数；版面待核',
  paper: 'A4 纵向，一次公示一张',
  from: { kind: 'record', register: 'shared_act' },
  variants: [{ file: `${code}.xlsx` }],
})

export const identificationForms: readonly FormDefinition[] = [
  {
    code: 'poverty_application',
    title: '贫困户申请书',
    source: '甘肃附件1 的项目（forms.md §7）；版面待核',
    paper: 'A4 纵向，一户一张',
    from: { kind: 'record', register: 'identification' },
    variants: [{ file: 'poverty_application.xlsx' }],
  },
  {
    code: 'village_application',
    title: '贫困村申请书',
    source: '甘肃附件2 的项目（forms.md §7）；版面待核',
    paper: 'A4 纵向，一村一张',
    from: { kind: 'record', register: 'village' },
    variants: [{ file: 'village_application.xlsx' }],
  },
  {
    code: 'household_check',
    title: '农户家庭基本情况核查表',
    source: '甘肃附件3 的项目（forms.md §7）；收益系数和版面待核',
    paper: 'A4 纵向，空白表或一份答卷',
    from: { kind: 'questionnaire', code: 'household_check' },
    variants: [{ file: 'household_check.xlsx' }],
  },
  {
    code: 'entry_assessment',
    title: '入户评估表',
    source: 'mechanisms.md M01（入户评估表，双面）；项目、分值和版面待核',
    paper: 'A4 纵向双面，正面评分，背面说明和签字',
    from: { kind: 'questionnaire', code: 'entry_assessment' },
    variants: [{ file: 'entry_assessment.xlsx' }],
  },
  {
    code: 'income_account',
    title: '贫困户收入核算表',
    source: 'mechanisms.md M02（人均纯收入的算法）、M01（收入核算表）；版面待核',
    paper: 'A4 纵向，一户一张',
    from: { kind: 'record', register: 'household' },
    variants: [{ file: 'income_account.xlsx' }],
  },
  {
    code: 'need_roster',
    title: '贫困程度排序花名册（内部）',
    source: 'mechanisms.md M01（贫困程度排序花名册）；readings.md 11；版面待核',
    paper: 'A4 横向，一户一行',
    from: ranked,
    variants: [{ file: 'need_roster.xlsx' }],
  },
  {
    code: 'need_roster_public',
    title: '贫困程度排序花名册（公示）',
    source: '公示只印村民小组、户主姓名、人口数（mechanisms.md §0.2）；版面待核',
    paper: 'A4 纵向，一户一行',
    from: ranked,
    variants: [{ file: 'need_roster_public.xlsx' }],
  },
  notice('first_notice', '第一次公示'),
  notice('second_notice', '第二次公示'),
  notice('announcement', '公告'),
  {
    code: 'objection_settlement',
    title: '异议处理单',
    source: 'mechanisms.md M01（id_objection）；版面待核',
    paper: 'A4 纵向，一次公示一份，一户一栏',
    from: { kind: 'record', register: 'shared_act' },
    variants: [{ file: 'objection_settlement.xlsx' }],
  },
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
