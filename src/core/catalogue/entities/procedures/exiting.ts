/**
 * How a household leaves the list (退出) in a year. The national order (中办发〔2016〕16 号, forms.md §9.1): 民主评议 → 核实 → 农户认可 → 村内公示 →
 * 公告 → 销号; between notice and announcement the township looks at it (甘肃: 乡村初评 → 县认定). What no document fixes for the county is a parameter.
 */
import type { ProcedureDefinition } from '../../procedure.ts'

export const exiting = {
  key: 'household_exit',
  label: '脱贫退出',
  state: 'exit_stage',
  due: 'exit_due',
  initial: 'listed',
  source: 'forms.md §9.1、§9.2（中办发〔2016〕16 号；甘肃验收办法）；票数、天数、谁办哪一步【推】待核',
  // 当年脱贫标志 as sheets have it: 未脱贫 0 begins at the beginning, 已脱贫 1 and 4, 预脱贫 2, 返贫 3.
  told: { by: 'exit_status', opens: { 1: 'delisted', 2: 'proposed', 3: 'returned', 4: 'delisted' }, otherwise: '0' },
  states: [
    { key: 'listed', label: '在册' },
    { key: 'proposed', label: '拟退出', sign: 'waiting', within: { days: { value: 15, parameter: 'exit_verify_days' } } },
    { key: 'verified', label: '已核实', sign: 'waiting' },
    { key: 'agreed', label: '农户已认可', sign: 'waiting' },
    { key: 'noticed', label: '村内公示中', sign: 'waiting' },
    { key: 'reviewed', label: '乡镇已审核', sign: 'waiting' },
    { key: 'announced', label: '已公告', sign: 'waiting' },
    { key: 'delisted', label: '已销号', sign: 'done', tells: '1' },
    { key: 'returned', label: '返贫', sign: 'failed', side: true, tells: '3' },
    { key: 'suspended', label: '有异议，暂缓', sign: 'failed', side: true },
  ],
  steps: [
    {
      key: 'propose',
      label: '民主评议',
      from: ['listed', 'returned'],
      to: 'proposed',
      who: { level: 'village' },
      act: 'meeting',
      needs: {
        vote: {
          present: { parts: { value: 2, parameter: 'exit_present_parts' }, of: { value: 3, parameter: 'exit_present_of' } },
          inFavour: { parts: { value: 1, parameter: 'exit_favour_parts' }, of: { value: 2, parameter: 'exit_favour_of' }, moreThan: true },
        },
      },
      hint: '村两委组织，评议通过后列为拟退出户。',
    },
    {
      key: 'verify',
      label: '入户核实',
      from: ['proposed'],
      to: 'verified',
      who: { level: 'village' },
      needs: { signatures: { label: '核实人', atLeast: 2 } },
      prints: ['exit_verification'],
      hint: '村两委和驻村工作队核实，收入、吃穿、教育、医疗、住房逐项看。',
    },
    {
      key: 'agree',
      label: '农户认可',
      from: ['verified'],
      to: 'agreed',
      who: { level: 'village' },
      needs: { signatures: { label: '户主', atLeast: 1 } },
      hint: '户主在脱贫确认书上签字。',
    },
    { key: 'post', label: '村内公示', from: ['agreed'], to: 'noticed', who: { level: 'village' }, act: 'notice' },
    {
      key: 'review',
      label: '乡镇审核',
      from: ['noticed'],
      to: 'reviewed',
      who: { level: 'township' },
      needs: { notice: { posted: 'post', days: { value: 7, parameter: 'exit_local_notice_days' }, inclusive: true } },
    },
    { key: 'announce', label: '公告退出', from: ['reviewed'], to: 'announced', who: { level: 'county' }, act: 'notice' },
    {
      key: 'delist',
      label: '销号',
      from: ['announced'],
      to: 'delisted',
      who: { level: 'county' },
      needs: {
        notice: {
          posted: 'announce',
          days: { value: 5, parameter: 'exit_county_notice_days' },
          working: { value: true, parameter: 'exit_county_notice_working' },
          inclusive: true,
        },
      },
    },
    { key: 'send_back', label: '退回重办', from: ['noticed', 'reviewed', 'announced'], to: 'proposed', who: { level: 'township' } },
    { key: 'relapse', label: '认定返贫', from: ['delisted'], to: 'returned', who: { level: 'county' } },
    {
      key: 'suspend',
      label: '异议暂缓',
      kind: 'suspend',
      from: ['proposed', 'verified', 'agreed', 'noticed', 'reviewed', 'announced'],
      to: 'suspended',
      who: { level: 'village' },
    },
    { key: 'resume', label: '恢复办理', kind: 'resume', from: ['suspended'], who: { level: 'village' } },
  ],
} as const satisfies ProcedureDefinition
