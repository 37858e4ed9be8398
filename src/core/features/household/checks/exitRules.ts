/** mechanisms.md M35.e: exits that are to be looked at. Only households whose exit goes by steps here are asked for papers and days. */
import { daysLater } from '#core/rules/dates.ts'
import { INCOME_MODEL_PARAMETERS } from '#core/rules/incomeModel.ts'
import { toScaled, yuanText } from '#core/rules/money.ts'
import type { CheckContext } from './context.ts'
import { PER_PERSON_FIELDS, PERIOD_FIELDS } from './incomeRules.ts'
import type { CheckRule } from './types.ts'

const STAGE = 'household_year.exit_stage'
/** Nothing is under way in these. */
const IDLE: ReadonlySet<unknown> = new Set(['listed', 'returned'])

const isLeaving = ({ householdYear }: CheckContext): boolean => {
  const stage = householdYear.exit_stage ?? null
  return stage !== null && !IDLE.has(stage)
}

export const exitRules: readonly CheckRule[] = [
  {
    id: '35-line',
    title: '退出户的人均纯收入不踩线',
    official: 'W',
    kind: 'doubt',
    scope: 'household',
    source: 'mechanisms.md M35.e（收入刚好 2855）；readings.md 2',
    reads: [STAGE, 'household_year.net_income_per_person', ...PER_PERSON_FIELDS, ...PERIOD_FIELDS],
    parameters: ['exit_margin_doubt', 'poverty_line_national', 'poverty_line_provincial', 'income_year_lag', ...INCOME_MODEL_PARAMETERS],
    verify: (context) => {
      const [amount, line] = [context.incomePerPerson(), context.line()]
      if (amount === null || line === undefined || !isLeaving(context)) return []
      const over = amount - toScaled(line.yuan, 2)
      if (over < 0 || over > context.scaledThreshold('exit_margin_doubt')) return []
      const close = over === 0 ? '正好在' : `只比它高 ${yuanText(over)} 元，踩着`
      return [
        {
          field: 'household_year.net_income_per_person',
          message: `本户办理退出，人均纯收入 ${yuanText(amount)} 元，${close}${line.label}的线；请逐项核实收入，附上收入调查核算表。`,
        },
      ]
    },
  },
  {
    id: '35-early',
    title: '公示期满才公告退出',
    official: 'E',
    kind: 'doubt',
    scope: 'household',
    relaxed: '本程序办的步骤不满期办不了；从别处收到的只作疑点，由县里定是否撤销公告',
    source: 'mechanisms.md M35.e；readings.md 9（张贴当天算第一天）',
    reads: ['household_year.exit_noticed_on', 'household_year.exit_announced_on'],
    parameters: ['exit_local_notice_days'],
    verify: ({ householdYear: { exit_noticed_on: noticed, exit_announced_on: announced }, threshold }) => {
      if (typeof announced !== 'string' || typeof noticed !== 'string') return []
      const days = threshold('exit_local_notice_days')
      if (announced >= daysLater(noticed, days)) return []
      return [
        {
          field: 'household_year.exit_announced_on',
          message: `${noticed} 公示，${announced} 就公告退出，不满 ${days} 天；请核对日期，确实提前了的撤销公告，期满再办。`,
        },
      ]
    },
  },
  {
    id: '35-evidence',
    title: '退出有佐证',
    official: 'W',
    kind: 'incomplete',
    scope: 'household',
    source: 'mechanisms.md M35.e；forms.md §9.3（佐证资料 39 类）',
    reads: ['household_year.exit_announced_on', 'household_year.exit_evidenced'],
    verify: ({ householdYear: { exit_announced_on: announced, exit_evidenced: evidenced } }) =>
      typeof announced !== 'string' || (evidenced ?? 0) > 0
        ? []
        : [{ field: 'household_year.exit_announced_on', message: '已经公告退出，没有一项退出指标写明佐证资料；请在“退出指标认定”里补上。' }],
  },
]
