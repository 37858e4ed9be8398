/**
 * How a project is changed (mechanisms.md M06.c): amount, place and beneficiaries go back to the county, which approved the project; when it is to be
 * done the township decides. What was approved is written into the project.
 */
import type { ProcedureDefinition } from '../../procedure.ts'

export const changing = {
  key: 'project_change_stage',
  label: '项目变更办理',
  state: 'stage',
  due: 'stage_due',
  shows: { in: ['approved', 'refused'], on: 'decided_on', by: 'decided_by' },
  initial: 'drafted',
  source: 'mechanisms.md M06.c；谁办哪一步、天数【推】待核',
  states: [
    { key: 'drafted', label: '拟变更', sign: 'waiting' },
    { key: 'submitted', label: '已报批', sign: 'waiting', within: { days: { value: 15, parameter: 'change_approval_days' } } },
    { key: 'approved', label: '已批准', sign: 'done', final: true },
    { key: 'refused', label: '未批准', sign: 'failed', final: true, side: true },
  ],
  steps: [
    {
      key: 'submit',
      label: '报批',
      from: ['drafted'],
      to: 'submitted',
      who: { level: 'village' },
      needs: { fields: ['kind', 'reason'], judged: ['project_change_sound'] },
      sheets: [{ form: 'project_change_sheet' }],
    },
    {
      key: 'approve',
      label: '批准',
      from: ['submitted'],
      to: 'approved',
      who: { level: 'county' },
      only: { field: 'kind', values: ['1', '2', '3'] },
      needs: { judged: ['project_change_sound'] },
      sheets: [{ form: 'project_change_sheet' }],
      effect: 'project_changed',
      hint: '批准以后项目按变更单改。',
    },
    {
      key: 'approve_term',
      label: '批准时限变更',
      from: ['submitted'],
      to: 'approved',
      who: { level: 'township' },
      only: { field: 'kind', values: ['4'] },
      needs: { judged: ['project_change_sound'] },
      sheets: [{ form: 'project_change_sheet' }],
      effect: 'project_changed',
      hint: '只改时限的由乡镇批准。',
    },
    {
      key: 'refuse',
      label: '不批准',
      from: ['submitted'],
      to: 'refused',
      who: { level: 'township' },
      needs: { remark: '为什么不批准' },
    },
  ],
} as const satisfies ProcedureDefinition
