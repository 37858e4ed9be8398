/**
 * How a gap is made good (缺什么补什么, mechanisms.md M05): open, asked for, a project, under way, filled, checked and closed; or put aside with a
 * reason, which leaves the rate only with the county's consent. Who makes which step is fixed by no document.
 */
import type { ProcedureDefinition } from '../../procedure.ts'

const UNFILLED = ['open', 'listed', 'projected', 'building'] as const

export const filling = {
  key: 'shortfall_stage',
  label: '短板补齐',
  state: 'stage',
  due: 'stage_due',
  year: 'year',
  initial: 'open',
  source: 'mechanisms.md M05.b；readings.md 28；谁办哪一步、复核天数【推】待核',
  states: [
    { key: 'open', label: '开放', sign: 'waiting' },
    { key: 'listed', label: '已列需求', sign: 'waiting' },
    { key: 'projected', label: '已立项', sign: 'waiting' },
    { key: 'building', label: '实施中', sign: 'waiting' },
    { key: 'filled', label: '已补齐', sign: 'waiting', within: { days: { value: 30, parameter: 'filling_review_days' } } },
    { key: 'closed', label: '复核关闭', sign: 'done', final: true },
    { key: 'deferred', label: '暂缓，待县批', sign: 'off', side: true },
    { key: 'deferred_agreed', label: '暂缓，县已批', sign: 'off', side: true },
    { key: 'unfillable', label: '不可补，待县批', sign: 'off', side: true },
    { key: 'unfillable_agreed', label: '不可补，县已批', sign: 'off', side: true, final: true },
  ],
  steps: [
    { key: 'list', label: '列入需求', from: ['open'], to: 'listed', who: { level: 'village' }, hint: '先在项目需求里登记需求，把这个短板列在它下面。' },
    { key: 'project', label: '立项', from: ['listed'], to: 'projected', who: { level: 'township' } },
    { key: 'build', label: '开始实施', from: ['projected'], to: 'building', who: { level: 'village' } },
    {
      key: 'fill',
      label: '补齐',
      from: UNFILLED,
      to: 'filled',
      who: { level: 'village' },
      hint: '已经达到标准的办这一步；不用立项就补上的（例如补办医保），可以直接办。',
    },
    { key: 'close', label: '复核关闭', from: ['filled'], to: 'closed', who: { level: 'township' }, hint: '乡镇到现场或者凭验收材料复核，销号。' },
    { key: 'reopen', label: '复核未通过', from: ['filled', 'closed'], to: 'open', who: { level: 'township' } },
    { key: 'defer', label: '暂缓', from: UNFILLED, to: 'deferred', who: { level: 'village' }, needs: { fields: ['set_aside_reason'] } },
    {
      key: 'give_up',
      label: '列为不可补',
      from: UNFILLED,
      to: 'unfillable',
      who: { level: 'village' },
      needs: { fields: ['set_aside_reason'] },
      hint: '例如整村搬迁、不再补的。',
    },
    { key: 'agree_deferred', label: '县同意暂缓', from: ['deferred'], to: 'deferred_agreed', who: { level: 'county' } },
    { key: 'agree_unfillable', label: '县同意不补', from: ['unfillable'], to: 'unfillable_agreed', who: { level: 'county' } },
    { key: 'resume', label: '恢复补短板', from: ['deferred', 'deferred_agreed', 'unfillable', 'unfillable_agreed'], to: 'open', who: { level: 'village' } },
  ],
} as const satisfies ProcedureDefinition
