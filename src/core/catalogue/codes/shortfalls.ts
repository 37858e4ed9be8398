/** What is lacking, by which standard, and what is asked for to make it good. */
import { defineCodeList } from '../define.ts'

export const shortfallLevels = defineCodeList({
  id: 'shortfall_level',
  label: '标准层级',
  verified: true,
  source: 'mechanisms.md M05（std_item：层级=村/户/人）',
  items: [
    { code: 'village', label: '村', aliases: ['村级'] },
    { code: 'household', label: '户', aliases: ['户级'] },
    { code: 'person', label: '人', aliases: ['人级', '个人'] },
  ],
})

export const shortfallMeasures = defineCodeList({
  id: 'shortfall_measure',
  label: '来源字段记的是什么',
  verified: true,
  source: 'mechanisms.md M05（现状、差额）',
  items: [
    { code: '1', label: '现状', aliases: ['已有', '已达到'] },
    { code: '2', label: '缺口', aliases: ['缺少', '未达到'] },
  ],
})

export const shortfallOrigins = defineCodeList({
  id: 'shortfall_origin',
  label: '短板来源',
  verified: true,
  source: 'mechanisms.md M05（来源=自动/调查/诉求）',
  items: [
    { code: '1', label: '自动', aliases: ['自动比对', '按标准查'] },
    { code: '2', label: '调查', aliases: ['入户调查', '摸底'] },
    { code: '3', label: '诉求', aliases: ['群众诉求', '部门提出', '申请'] },
  ],
})

export const needCategories = defineCodeList({
  id: 'need_category',
  label: '短板类别',
  verified: false,
  source: 'mechanisms.md §3 R05（水电路房梯田医教产业…），漳县分类未找到，待核',
  items: [
    { code: '01', label: '道路', aliases: ['路', '交通'] },
    { code: '02', label: '饮水', aliases: ['水', '安全饮水', '自来水'] },
    { code: '03', label: '电力', aliases: ['电', '动力电'] },
    { code: '04', label: '住房', aliases: ['房', '危房', '安全住房'] },
    { code: '05', label: '梯田', aliases: ['坡改梯', '基本农田'] },
    { code: '06', label: '卫生', aliases: ['医', '卫生室', '医疗'] },
    { code: '07', label: '教育', aliases: ['教', '幼儿园'] },
    { code: '08', label: '文化', aliases: ['文化室'] },
    { code: '09', label: '产业', aliases: ['主导产业', '合作社'] },
    { code: '10', label: '金融', aliases: ['互助协会', '互助资金'] },
    { code: '11', label: '信息', aliases: ['网店', '宽带', '电商'] },
    { code: '12', label: '收入', aliases: ['增收', '村集体收入'] },
    { code: '13', label: '社会保障', aliases: ['医保', '养老', '保障'] },
    { code: '14', label: '劳力技能', aliases: ['技能', '培训'] },
    { code: '99', label: '其他' },
  ],
})

export const needUrgencies = defineCodeList({
  id: 'need_urgency',
  label: '民生急迫程度',
  verified: false,
  source: 'mechanisms.md M05（优先级得分示例：民生急迫 40），分档没有文件依据，待核',
  items: [
    { code: '1', label: '急迫', aliases: ['紧急', '特急'] },
    { code: '2', label: '较急', aliases: ['比较急'] },
    { code: '3', label: '一般', aliases: ['不急'] },
  ],
})
