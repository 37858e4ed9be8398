/** Surveying household by household (过筛式入户), and what must be clear of a household and on file of a village (五清六有). */
import { defineCodeList } from '../define.ts'

export const visitMeetings = defineCodeList({
  id: 'visit_met',
  label: '见到谁',
  verified: true,
  source: 'mechanisms.md M03（见到户主或成年成员）；readings.md 13',
  items: [
    { code: '1', label: '户主', aliases: ['见到户主'] },
    { code: '2', label: '成年成员', aliases: ['家庭成员', '成年家庭成员'] },
    { code: '3', label: '未见', aliases: ['没有见到', '锁门', '外出'] },
  ],
})

export const clearItems = defineCodeList({
  id: 'clear_item',
  label: '五清',
  verified: true,
  source: 'mechanisms.md M03（临泽 2015 [S02]，金塔县同 [S03]）',
  items: [
    { code: '1', label: '底数清', aliases: ['底数'] },
    { code: '2', label: '问题清', aliases: ['问题'] },
    { code: '3', label: '对策清', aliases: ['对策'] },
    { code: '4', label: '责任清', aliases: ['责任'] },
    { code: '5', label: '任务清', aliases: ['任务'] },
  ],
})

export const villageDocuments = defineCodeList({
  id: 'village_document',
  label: '六有',
  verified: true,
  source: 'mechanisms.md M03（临泽 2015 [S02]）',
  items: [
    { code: '1', label: '村情档案' },
    { code: '2', label: '问题台账' },
    { code: '3', label: '需求清单' },
    { code: '4', label: '村级规划' },
    { code: '5', label: '工作台账' },
    { code: '6', label: '增收计划和脱贫时限', aliases: ['增收计划'] },
  ],
})
