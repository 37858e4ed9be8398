/** How a county leaves the list (forms.md §9.1, §9.2): looked at by itself, put up for five working days (漳县 2020-02-17 … 02-21), announced from above. */
import type { ProcedureDefinition } from '../../procedure.ts'

export const countyExiting = {
  key: 'county_exit',
  label: '县退出',
  state: 'stage',
  due: 'stage_due',
  year: 'year',
  conditions: 'county_exit',
  initial: 'listed',
  source: 'forms.md §9.1、§9.2（县 3 项，公示 5 个工作日 [W19]）；谁办哪一步【推】待核',
  states: [
    { key: 'listed', label: '在册' },
    { key: 'proposed', label: '已自查，拟退出', sign: 'waiting' },
    { key: 'noticed', label: '公示中', sign: 'waiting' },
    { key: 'exited', label: '已公告退出', sign: 'done', final: true },
  ],
  steps: [
    {
      key: 'propose',
      label: '县级自查',
      from: ['listed'],
      to: 'proposed',
      who: { level: 'county' },
      needs: { conditions: true, signatures: { label: '负责人', atLeast: 1 } },
    },
    { key: 'post', label: '公示', from: ['proposed'], to: 'noticed', who: { level: 'county' }, act: 'notice' },
    {
      key: 'announce',
      label: '公告退出',
      from: ['noticed'],
      to: 'exited',
      who: { level: 'county' },
      act: 'notice',
      needs: {
        notice: {
          posted: 'post',
          days: { value: 5, parameter: 'exit_county_notice_days' },
          working: { value: true, parameter: 'exit_county_notice_working' },
          inclusive: true,
        },
      },
    },
    { key: 'send_back', label: '退回重查', from: ['proposed', 'noticed'], to: 'listed', who: { level: 'county' } },
  ],
} as const satisfies ProcedureDefinition
