/** What is built, and what for. */
import { COLOUR_LABELS, PROGRESS_COLOURS } from '../../rules/progress.ts'
import { defineCodeList } from '../define.ts'

export const projectProgressColours = defineCodeList({
  id: 'project_progress',
  label: '项目进度',
  verified: true,
  source: 'mechanisms.md M06.c（绿、黄、红、灰）；readings.md 20（停工另列）',
  items: PROGRESS_COLOURS.map((code) => ({ code, label: COLOUR_LABELS[code] })),
})

export const projectNatures = defineCodeList({
  id: 'project_nature',
  label: '建设性质',
  verified: true,
  source: 'mechanisms.md M06（新建/改扩建/续建）',
  items: [
    { code: '1', label: '新建' },
    { code: '2', label: '改扩建', aliases: ['改建', '扩建'] },
    { code: '3', label: '续建' },
  ],
})

export const projectPrograms = defineCodeList({
  id: 'project_program',
  label: '项目计划',
  verified: false,
  source: 'mechanisms.md M27（program_tag：扶贫/重建，可双标）、M06（整体脱贫村与整村推进是两个独立标签）；漳县的计划名称待核',
  items: [
    { code: 'poverty', label: '扶贫', aliases: ['精准扶贫', '扶贫项目'] },
    { code: 'reconstruction', label: '灾后重建', aliases: ['重建', '恢复重建'] },
    { code: 'whole_village', label: '整村推进', aliases: ['整村推进项目'] },
    { code: 'trade', label: '行业项目', aliases: ['行业', '部门项目'] },
  ],
})

export const procurements = defineCodeList({
  id: 'project_procurement',
  label: '实施方式',
  verified: false,
  source: 'mechanisms.md M06（招标/一事一议）；其余【常】待核',
  items: [
    { code: '1', label: '招标', aliases: ['公开招标', '招投标'] },
    { code: '2', label: '一事一议' },
    { code: '3', label: '政府采购' },
    { code: '4', label: '以工代赈' },
    { code: '5', label: '自建', aliases: ['农户自建', '自行组织'] },
  ],
})

export const projectNodeKinds = defineCodeList({
  id: 'project_node_kind',
  label: '工序种类',
  verified: true,
  source: 'mechanisms.md M06.b（project_node）',
  items: [
    { code: '1', label: '勘察设计', aliases: ['勘察', '设计', '勘测设计'] },
    { code: '2', label: '招标', aliases: ['招投标', '招标或一事一议'] },
    { code: '3', label: '备料', aliases: ['材料采购', '采购'] },
    { code: '4', label: '基础', aliases: ['基础施工', '土方'] },
    { code: '5', label: '主体', aliases: ['主体施工', '主体工程'] },
    { code: '6', label: '附属', aliases: ['附属工程', '配套'] },
    { code: '7', label: '验收' },
    { code: '8', label: '报账' },
    { code: '9', label: '移交', aliases: ['移交管护'] },
    { code: 'x1', label: '其他', national: false },
  ],
})

export const projectChangeKinds = defineCodeList({
  id: 'project_change_kind',
  label: '变更种类',
  verified: true,
  source: 'mechanisms.md M06.c（变更金额、地点、受益户）；时限、内容【常】待核',
  items: [
    { code: '1', label: '金额', aliases: ['投资', '资金'] },
    { code: '2', label: '地点', aliases: ['实施地点'] },
    { code: '3', label: '受益户', aliases: ['受益对象'] },
    { code: '4', label: '时限', aliases: ['工期', '期限'] },
  ],
})

export const projectAcceptanceKinds = defineCodeList({
  id: 'project_acceptance_kind',
  label: '验收种类',
  verified: true,
  source: 'mechanisms.md M06.b（乡初验、县验收、整改）',
  items: [
    { code: '1', label: '乡镇初验', aliases: ['初验', '乡初验'] },
    { code: '2', label: '县验收', aliases: ['县级验收', '竣工验收', '验收'] },
    { code: '3', label: '乡镇复验', aliases: ['初验复验'] },
    { code: '4', label: '县复验', aliases: ['复验', '县级复验'] },
  ],
})

export const projectCorrections = defineCodeList({
  id: 'project_correction',
  label: '验收整改',
  verified: true,
  source: 'mechanisms.md M06.b（project_accept：整改）',
  items: [
    { code: '0', label: '不用整改' },
    { code: '1', label: '整改中' },
    { code: '2', label: '已整改' },
  ],
})

export const packageMarks = defineCodeList({
  id: 'package_mark',
  label: '整村标签',
  verified: true,
  source: 'mechanisms.md M06.a（整体脱贫村、整村推进是村的两个独立标签）',
  items: [
    { code: '1', label: '整体脱贫', aliases: ['整体脱贫村'] },
    { code: '2', label: '整村推进', aliases: ['整村推进村'] },
  ],
})
