/**
 * How a poor village leaves the list in a year (forms.md §9.1, §9.2: 乡村初评 → 部门认定 → 县验收 → 公示 → 公告). Departments sign what is theirs beside
 * each other; what no document fixes for the county is a parameter.
 */
import type { ProcedureDefinition, ProcedureStep } from '../../procedure.ts'

/** Who signs for what, by the key of the step. */
const DEPARTMENTS = [
  ['sign_poverty', '扶贫办签认', '贫困发生率'],
  ['sign_farming', '农业部门签认', '主导产业、合作组织、集体经济收入'],
  ['sign_transport', '交通部门签认', '硬化路'],
  ['sign_power', '供电部门签认', '动力电'],
  ['sign_building', '住建部门签认', '人居环境、危房'],
  ['sign_education', '教育部门签认', '义务教育阶段有学上'],
  ['sign_health', '卫生部门签认', '村卫生室'],
  ['sign_labour', '人社部门签认', '基本养老保险'],
  ['sign_civil', '民政部门签认', '低保应保尽保'],
] as const

const SIGN_OFFS = DEPARTMENTS.map(
  ([key, label, what]) =>
    ({
      key,
      label,
      kind: 'signOff',
      from: ['proposed'],
      who: { level: 'county' },
      needs: { signatures: { label: '签认人', atLeast: 1 } },
      hint: `签认${what}。`,
    }) as const satisfies ProcedureStep,
)

const NOTICE_DAYS = {
  days: { value: 5, parameter: 'delisting_notice_days' },
  working: { value: true, parameter: 'delisting_notice_working' },
  inclusive: true,
} as const

export const leaving = {
  key: 'village_exit',
  label: '贫困村退出',
  state: 'exit_stage',
  due: 'exit_due',
  days: { exit_noticed_on: 'post', exit_announced_on: 'announce' },
  conditions: 'village_exit',
  conditionsEntered: { register: 'exit_judgement', item: 'item' },
  initial: 'listed',
  source: 'forms.md §9.1、§9.2；mechanisms.md M35（部门逐项签认）；公示 5 个工作日 [W14]，谁办哪一步【推】待核',
  states: [
    { key: 'listed', label: '在册' },
    { key: 'proposed', label: '拟退出', sign: 'waiting' },
    { key: 'verified', label: '县已验收', sign: 'waiting' },
    { key: 'noticed', label: '公示中', sign: 'waiting' },
    { key: 'exited', label: '已公告退出', sign: 'done' },
    { key: 'returned', label: '取消退出', sign: 'failed', side: true },
    { key: 'suspended', label: '有异议，暂缓', sign: 'failed', side: true },
  ],
  steps: [
    {
      key: 'propose',
      label: '乡村初评',
      from: ['listed', 'returned'],
      to: 'proposed',
      who: { level: 'township' },
      hint: '乡镇和村逐项自评，达到标准的列为拟退出村。',
    },
    ...SIGN_OFFS,
    {
      key: 'verify',
      label: '县级验收',
      from: ['proposed'],
      to: 'verified',
      who: { level: 'county' },
      needs: { conditions: true, signatures: { label: '验收人', atLeast: 2 }, signOffs: DEPARTMENTS.map(([key]) => key) },
      prints: ['village_exit_verification'],
      effect: 'village_exit_verified',
      hint: '各部门签认以后逐项验收；一项不达标、短板没有补齐的不能退出。',
    },
    { key: 'post', label: '公示', from: ['verified'], to: 'noticed', who: { level: 'township' }, act: 'notice', hint: '在乡镇内公示。' },
    {
      key: 'announce',
      label: '公告退出',
      from: ['noticed'],
      to: 'exited',
      who: { level: 'county' },
      act: 'notice',
      needs: { conditions: true, notice: { posted: 'post', ...NOTICE_DAYS } },
    },
    { key: 'send_back', label: '退回重办', from: ['verified', 'noticed'], to: 'proposed', who: { level: 'county' } },
    { key: 'withdraw', label: '取消退出', from: ['exited'], to: 'returned', who: { level: 'county' } },
    { key: 'suspend', label: '异议暂缓', kind: 'suspend', from: ['proposed', 'verified', 'noticed'], to: 'suspended', who: { level: 'township' } },
    { key: 'resume', label: '恢复办理', kind: 'resume', from: ['suspended'], who: { level: 'township' } },
  ],
} as const satisfies ProcedureDefinition
