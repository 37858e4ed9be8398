/**
 * How a task of the battle map is done (挂图作战, mechanisms.md M07): begun, finished, and struck off by somebody else than who said that it is finished, with
 * something that shows it. Who makes which step, and how long the check may take, is fixed by no document.
 */
import type { ProcedureDefinition } from '../../procedure.ts'

const OPEN = ['waiting', 'doing'] as const

export const battling = {
  key: 'battle_stage',
  label: '任务销号',
  state: 'stage',
  due: 'stage_due',
  year: 'year',
  days: { finished_on: 'finish', closed_on: 'close' },
  initial: 'waiting',
  source: 'mechanisms.md M07.c（销号＝任务完成且附件≥1 且审核人≠填报人）；谁办哪一步、审核天数【推】待核',
  states: [
    { key: 'waiting', label: '未开始', sign: 'waiting' },
    { key: 'doing', label: '进行中', sign: 'waiting' },
    { key: 'finished', label: '已完成，待销号', sign: 'waiting', within: { days: { value: 15, parameter: 'battle_check_days' } } },
    { key: 'closed', label: '已销号', sign: 'done', final: true },
    { key: 'dropped', label: '已取消', sign: 'off', side: true, final: true },
  ],
  steps: [
    { key: 'begin', label: '开始', from: ['waiting'], to: 'doing', who: { level: 'village' } },
    { key: 'finish', label: '完成', from: OPEN, to: 'finished', who: { level: 'village' }, hint: '达到目标和要求以后办这一步；办这一步的就是填报人。' },
    {
      key: 'close',
      label: '销号',
      from: ['finished'],
      to: 'closed',
      who: { level: 'village' },
      needs: { papers: [{ kind: 'evidence' }], otherThan: 'finish' },
      hint: '由另一个人凭照片、验收单等附件审核；审核的和填报的不能是同一个人。',
    },
    { key: 'return', label: '审核未通过', from: ['finished', 'closed'], to: 'doing', who: { level: 'village' }, needs: { remark: '哪里没有达到要求' } },
    { key: 'drop', label: '取消', from: OPEN, to: 'dropped', who: { level: 'township' }, needs: { remark: '取消的原因' } },
    { key: 'resume', label: '恢复', from: ['dropped'], to: 'waiting', who: { level: 'township' } },
  ],
} as const satisfies ProcedureDefinition
