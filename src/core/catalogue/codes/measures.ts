import { defineCodeList } from '../define.ts'
import type { CodeItem } from '../types.ts'
import { ownItems } from './items.ts'

export const projectType = defineCodeList({
  id: 'project_type',
  label: '扶贫手册项目类型',
  verified: true,
  source: '扶贫手册填写说明',
  note: '国家码未找到。',
  items: ownItems('雨露计划', '扶贫小额信贷', '易地扶贫搬迁', '产业发展', '基础设施', '公共服务和社会事业'),
})

export const supportClass = defineCodeList({
  id: 'support_class',
  label: '贫困人口分类扶持',
  verified: true,
  source: '公开代码 #6918421808（16 分类扶持表）',
  note: '2015–2016 年“五个一批”“六个一批”口径。',
  items: ownItems('产业发展和转移就业', '易地扶贫搬迁', '生态补偿', '教育扶贫', '大病救治', '社会保障兜底'),
})

export const manualMeasure = defineCodeList({
  id: 'manual_measure',
  label: '手册帮扶措施（海南样式）',
  verified: true,
  source: '公开代码 #35983020670',
  items: ownItems('产业扶贫', '教育扶持', '医疗扶持', '危房改造', '劳动力转移', '惠农补贴', '库区移民', '养老保险', '低保金', '生态补偿', '社会捐赠'),
})

export const measureShaanxi = defineCodeList({
  id: 'measure_shaanxi',
  label: '帮扶措施八类（陕西）',
  verified: false,
  source: 'GitHub tianyarenzai/fengxinzi',
  note: '地方口径。',
  items: ownItems('产业扶贫', '就业创业', '易地搬迁', '危房改造', '生态扶贫', '教育扶贫', '健康扶贫', '兜底保障'),
})

export const fundSourceCounty = defineCodeList({
  id: 'fund_source_county',
  label: '资金来源（县表）',
  verified: true,
  source: '公开代码 #48806480773',
  note: '县级表的投入分列，不是项目库的资金来源码表。',
  items: ownItems(
    '中央财政专项资金',
    '中央预算内补助投资',
    '省级专项资金',
    '市县专项资金',
    '部门资金（交通/水利/能源/住建/农业林业/教育/卫计/文化）',
    '其他资金',
  ),
})

export const fundSource = defineCodeList({
  id: 'fund_source',
  label: '资金来源（项目库）',
  verified: false,
  source: '未核实',
  items: ownItems(
    '中央财政专项扶贫资金',
    '省级财政专项扶贫资金',
    '市级财政专项扶贫资金',
    '县级财政专项扶贫资金',
    '整合涉农资金',
    '行业部门资金',
    '东西部扶贫协作资金',
    '定点（帮扶）单位资金',
    '社会帮扶资金',
    '金融信贷资金',
    '群众自筹',
  ),
})

/** In the order of the source, whose codes run from 1. The source lists 合疗本 twice (4 and 21); the second is told apart here. */
const EVIDENCE = [
  '收入调查核算表',
  '安全住房认证报告',
  '义务教育阶段学生学籍证明（送教上门协议书）',
  '合疗本',
  '安全饮水认定报告',
  '退耕还林补偿金佐证资料',
  '公益林补偿金佐证资料',
  '护林员、瞭望哨安置协议',
  '就业创业培训影像资料',
  '就业创业培训证',
  '规范性劳务合同',
  '公益性岗位安置合同',
  '创业证明（营业执照）',
  '小额贷款证明',
  '危房等级评定报告',
  '房屋安全报告',
  '新、旧住宅照片',
  '易地搬迁意愿书',
  '房屋安全报告（交钥匙报告）',
  '房屋照片（社区）',
  '合疗本（健康扶贫）',
  '注销报销结算证明',
  '医生签约协议',
  '上门巡诊记录',
  '大病集中救治证明',
  '低保证',
  '低保金发放记录',
  '五保证',
  '五保金发放记录',
  '残疾证',
  '残疾人两项补贴发放证明',
  '发展产业实地照片',
  '入股协议',
  '学前教育补贴证明',
  '义务教育阶段两免一补证明',
  '义务教育阶段学籍证明',
  '送教上门证明',
  '中高职资助证明',
  '大专及以上助学金或助学贷款证明',
] as const

const evidenceItems: readonly CodeItem[] = EVIDENCE.map((label, index) => ({ code: String(index + 1), label }))

export const evidenceType = defineCodeList({
  id: 'evidence_type',
  label: '佐证资料类别',
  verified: false,
  source: 'GitHub tianyarenzai/fengxinzi EvidenceEnum（陕西）',
  items: evidenceItems,
  note: '已订正原文错字；原表 4 与 21 同为“合疗本”。',
})
