/**
 * How a plan of a household comes into force and ends (一户一策, mechanisms.md M04): the household signs, village and township look it over, it is
 * carried out. That what is expected reaches the line is asked where the township puts it into the plan of the year.
 */
import type { ProcedureDefinition } from '../../procedure.ts'

export const planning = {
  key: 'plan_stage',
  label: '一户一策',
  state: 'stage',
  due: 'stage_due',
  year: 'year',
  initial: 'drafted',
  source: 'mechanisms.md M04（草拟→户签→村审→乡审→执行→完成/终止）；谁办哪一步、天数【推】待核',
  states: [
    { key: 'drafted', label: '草拟', sign: 'waiting' },
    { key: 'signed', label: '户已签字', sign: 'waiting', within: { days: { value: 15, parameter: 'plan_review_days' } } },
    { key: 'village_reviewed', label: '村已审', sign: 'waiting', within: { days: { value: 15, parameter: 'plan_review_days' } } },
    { key: 'township_reviewed', label: '乡镇已审', sign: 'waiting' },
    { key: 'executing', label: '执行中', sign: 'waiting' },
    { key: 'completed', label: '已完成', sign: 'done', final: true },
    { key: 'ended', label: '已终止', sign: 'off', side: true, final: true },
  ],
  steps: [
    {
      key: 'sign',
      label: '户主签字',
      from: ['drafted'],
      to: 'signed',
      who: { level: 'village' },
      needs: { fields: ['path', 'measures', 'expected_increase'], signatures: { label: '户主', atLeast: 1 } },
      effect: 'plan_signed',
      hint: '方案读给户主听，户主签字；签字以后措施有变的，请另起一版。',
    },
    {
      key: 'review',
      label: '村审',
      from: ['signed'],
      to: 'village_reviewed',
      who: { level: 'village' },
      needs: { signatures: { label: '村负责人', atLeast: 1 } },
    },
    {
      key: 'approve',
      label: '乡镇审',
      from: ['village_reviewed'],
      to: 'township_reviewed',
      who: { level: 'township' },
      needs: { fields: ['measures', 'expected_increase'] },
      effect: 'plan_approved',
      hint: '当年脱贫的，预计可达人均要到目标年的线乘以缓冲系数，才能排入当年计划。',
    },
    { key: 'execute', label: '开始执行', from: ['township_reviewed'], to: 'executing', who: { level: 'village' }, effect: 'plan_in_force' },
    {
      key: 'complete',
      label: '完成',
      from: ['executing'],
      to: 'completed',
      who: { level: 'village' },
      effect: 'plan_completed',
      hint: '措施都已落实的才是完成；有落实不了的，另起一版或者终止。',
    },
    {
      key: 'end',
      label: '终止',
      from: ['drafted', 'signed', 'village_reviewed', 'township_reviewed', 'executing'],
      to: 'ended',
      who: { level: 'village' },
      needs: { fields: ['end_reason'] },
      hint: '先在“终止原因”里写明为什么不再执行。',
    },
    {
      key: 'send_back',
      label: '退回修改',
      from: ['signed', 'village_reviewed', 'township_reviewed'],
      to: 'drafted',
      who: { level: 'village' },
    },
  ],
} as const satisfies ProcedureDefinition
