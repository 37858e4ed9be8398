/** What is built, and what for. */
import { defineCodeList } from '../define.ts'

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
