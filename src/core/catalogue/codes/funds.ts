/** Money: where it comes from, where it ends, in which parts it is claimed, and how it reaches households. */
import { defineCodeList } from '../define.ts'

export const fundLevels = defineCodeList({
  id: 'fund_level',
  label: '资金级次',
  verified: true,
  source: 'mechanisms.md M08（级次中央/省/市/县/行业/社会/自筹）',
  items: [
    { code: '1', label: '中央', aliases: ['中央级', '国家'] },
    { code: '2', label: '省', aliases: ['省级', '自治区'] },
    { code: '3', label: '市', aliases: ['市级', '州'] },
    { code: '4', label: '县', aliases: ['县级', '区级'] },
    { code: '5', label: '行业', aliases: ['行业部门', '部门'] },
    { code: '6', label: '社会', aliases: ['社会帮扶'] },
    { code: '7', label: '自筹', aliases: ['群众自筹'] },
  ],
})

export const fundNatures = defineCodeList({
  id: 'fund_nature',
  label: '资金性质',
  verified: false,
  source: 'readings.md 33（一张可编辑的表，带级次和性质）；性质的分法【推】，待核',
  items: [
    { code: '1', label: '财政专项扶贫资金', aliases: ['专项扶贫资金', '专项'] },
    { code: '2', label: '预算内投资' },
    { code: '3', label: '整合涉农资金', aliases: ['涉农整合', '整合资金'] },
    { code: '4', label: '行业资金', aliases: ['部门资金'] },
    { code: '5', label: '社会帮扶资金', aliases: ['捐赠', '协作资金'] },
    { code: '6', label: '信贷资金', aliases: ['金融信贷'] },
    { code: '7', label: '自筹资金', aliases: ['自筹'] },
  ],
})

/** Columns of the county form (forms.md): where a kind of money stands in it. */
export const countyFundColumns = defineCodeList({
  id: 'county_fund_column',
  label: '县表资金分列',
  verified: true,
  source: 'codelists.json 资金来源_县表已见标签（公开代码 #48806480773）；readings.md 33',
  items: [
    { code: '1', label: '中央财政专项资金' },
    { code: '2', label: '中央预算内补助投资' },
    { code: '3', label: '省级专项资金' },
    { code: '4', label: '市县专项资金' },
    { code: '5', label: '部门资金' },
    { code: '6', label: '其他资金' },
  ],
})

/** Columns of the project progress sheet (S51). */
export const projectFundColumns = defineCodeList({
  id: 'project_fund_column',
  label: '项目进度表资金分列',
  verified: true,
  source: 'mechanisms.md M06（进度表填报规则：中央专项/其他整合/市县配套/行业/其他）；readings.md 33',
  items: [
    { code: '1', label: '中央专项' },
    { code: '2', label: '其他整合' },
    { code: '3', label: '市县配套' },
    { code: '4', label: '行业' },
    { code: '5', label: '其他' },
  ],
})

export const fundEnds = defineCodeList({
  id: 'fund_end',
  label: '资金到哪里',
  verified: true,
  source: 'mechanisms.md M08（落到村、户、人）；readings.md 26',
  items: [
    { code: 'project', label: '到项目', aliases: ['项目'] },
    { code: 'village', label: '到村', aliases: ['村'] },
    { code: 'household', label: '到户', aliases: ['户', '到人', '到户到人'] },
  ],
})

export const quotaKinds = defineCodeList({
  id: 'quota_kind',
  label: '指标变动',
  verified: false,
  source: 'mechanisms.md M08（指标额、结余结转）；分法【推】，待核',
  items: [
    { code: '1', label: '下达', aliases: ['指标下达'] },
    { code: '2', label: '追加' },
    { code: '3', label: '追减', aliases: ['核减', '调减'] },
    { code: '4', label: '上年结转', aliases: ['结转'] },
    { code: '5', label: '结转下年' },
  ],
})

export const claimBatches = defineCodeList({
  id: 'claim_batch',
  label: '报账批次',
  verified: false,
  source: 'mechanisms.md M08（启动 40%、基本完工 50%、验收后 10%）[S61]，外县做法，待核',
  items: [
    { code: '1', label: '启动', aliases: ['第一批', '启动资金'] },
    { code: '2', label: '基本完工', aliases: ['第二批', '进度款'] },
    { code: '3', label: '质保金', aliases: ['第三批', '验收后', '质量保证金'] },
    { code: '9', label: '其他' },
  ],
})

/** Kinds of which a household gets one a year; those of houses are one group (readings.md 27). */
export const aidKinds = defineCodeList({
  id: 'aid_kind',
  label: '补助种类',
  verified: false,
  source: 'mechanisms.md M08.c（同年同类只允许一次）、M12.c；readings.md 27；分类【推】，待核',
  items: [
    { code: '01', label: '危房改造', aliases: ['危改'] },
    { code: '02', label: '灾后重建', aliases: ['重建'] },
    { code: '03', label: '易地搬迁', aliases: ['搬迁'] },
    { code: '04', label: '房屋维修', aliases: ['维修', '修缮'] },
    { code: '05', label: '产业补助', aliases: ['产业', '养殖补助', '种植补助'] },
    { code: '06', label: '教育补助', aliases: ['两后生', '雨露计划'] },
    { code: '07', label: '水电入户', aliases: ['自来水入户'] },
    { code: '08', label: '培训补助', aliases: ['培训'] },
    { code: '09', label: '医疗救助' },
    { code: '99', label: '其他' },
  ],
})

export const paymentEventKinds = defineCodeList({
  id: 'payment_event_kind',
  label: '发放情况',
  verified: true,
  source: 'mechanisms.md M08（发放日、回执；退回）',
  items: [
    { code: 'paid', label: '发放', aliases: ['成功', '交易成功', '已发放', '发放成功'] },
    { code: 'failed', label: '银行退回', aliases: ['失败', '交易失败', '退票', '发放失败'] },
    { code: 'recovered', label: '收回', aliases: ['追回'] },
  ],
})

export const paymentStates = defineCodeList({
  id: 'payment_state',
  label: '发放状态',
  verified: true,
  source: 'mechanisms.md M08（发放日、回执）',
  items: [
    { code: 'waiting', label: '待发' },
    { code: 'partly', label: '部分发放' },
    { code: 'sent', label: '已发' },
    { code: 'failed', label: '失败' },
    { code: 'resent', label: '重发成功' },
    { code: 'recovered', label: '已收回' },
  ],
})

export const retentionStates = defineCodeList({
  id: 'retention_state',
  label: '质保金情况',
  verified: true,
  source: 'mechanisms.md M08.d（质保金到期提醒）；readings.md 22',
  items: [
    { code: 'held', label: '扣留中' },
    { code: 'paid', label: '已拨' },
  ],
})

export const noticePhases = defineCodeList({
  id: 'notice_phase',
  label: '公告公示时段',
  verified: true,
  source: 'mechanisms.md M08.a（事前公示、竣工公告）[S63]',
  items: [
    { code: 'before', label: '事前公示', aliases: ['事前', '公示'] },
    { code: 'after', label: '竣工公告', aliases: ['事后', '公告', '发放公告'] },
  ],
})

export const noticeStates = defineCodeList({
  id: 'notice_state',
  label: '公示情况',
  verified: true,
  source: 'mechanisms.md M08.b（notice：起止、照片、异议）',
  items: [
    { code: 'waiting', label: '没有公示' },
    { code: 'posted', label: '已张贴' },
    { code: 'over', label: '已张贴，期限已定' },
  ],
})
