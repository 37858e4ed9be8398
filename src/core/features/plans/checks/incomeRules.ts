/** What the expected and actual incomes of a plan give cause to look into (mechanisms.md M04.c, M04.e; readings.md 14). */
import { codeListOf } from '#core/catalogue/index.ts'
import { codeLabel } from '#core/catalogue/derive/codes.ts'
import type { ParameterKey } from '#core/rules/parameters.ts'
import { plainText, toScaled, yuanText } from '#core/rules/money.ts'
import { feasibilityOf } from './feasibility.ts'
import { isSigned, type MeasureFacts, type PlanRule } from './types.ts'

/** How much one unit of each kind of income brings in at most in a year, and in which units it is measured. */
const CEILINGS: Readonly<Record<string, readonly [key: ParameterKey, ...units: string[]]>> = {
  11: ['plan_income_work', '人', '人次', '名'],
  12: ['plan_income_post', '人', '名', '个'],
  21: ['plan_income_grain', '亩'],
  22: ['plan_income_herb', '亩'],
  23: ['plan_income_vegetable', '亩'],
  24: ['plan_income_fruit', '亩'],
  31: ['plan_income_cattle', '头', '只'],
  32: ['plan_income_sheep', '只', '头'],
  33: ['plan_income_pig', '头', '口', '只'],
  34: ['plan_income_poultry', '只', '羽'],
  35: ['plan_income_bee', '箱', '群', '窝'],
}
const CEILING_KEYS = Object.values(CEILINGS).map(([key]) => key)

const kindLabel = (kind: string): string => codeLabel(codeListOf('income_kind'), kind)

/** Key of an income: two measures may not bring in the same. */
const incomeKey = ({ earner, kind, incomeYear }: MeasureFacts): string => `${earner?.id ?? ''} ${kind ?? ''} ${incomeYear}`

function tooMuch({ size, unit, expected, kind }: MeasureFacts, threshold: (key: ParameterKey) => number): string | null {
  const [key, ...units] = CEILINGS[kind ?? ''] ?? []
  if (key === undefined || size === null || size <= 0 || expected === null || (unit !== null && unit !== '' && !units.includes(unit))) return null
  const most = toScaled(threshold(key), 2)
  // 分 of all against 分 of one times hundredths of a unit.
  return BigInt(expected) * 100n > BigInt(most) * BigInt(size)
    ? `${plainText(size, 2)} ${unit ?? units[0] ?? ''}预计净增收 ${yuanText(expected)} 元，超过一${unit ?? units[0] ?? '份'} ${yuanText(most)} 元`
    : null
}

export const planIncomeRules: readonly PlanRule[] = [
  {
    id: '4-income-twice',
    title: '同一收入不由两条措施重复计',
    official: 'E',
    kind: 'contradiction',
    source: 'mechanisms.md M04.c；readings.md 14',
    reads: ['plan_measure.income_person', 'plan_measure.income_kind', 'plan_measure.income_year', 'plan_measure.expected_income'],
    verify: ({ measures }) => {
      const earning = measures.filter(({ kind, expected }) => kind !== null && expected !== null)
      return Object.values(Object.groupBy(earning, incomeKey)).flatMap((same = []) => {
        const [first] = same
        if (first === undefined || same.length < 2) return []
        const whose = first.earner === null ? '全户' : first.earner.name
        return [
          {
            field: 'household_plan.measures',
            message: `${same.map(({ content }) => `“${content}”`).join('和')}都计了${whose} ${first.incomeYear} 年的${kindLabel(first.kind ?? '')}；同一收入只能计一次，请只在一项里写预计净增收，其他的去掉。`,
          },
        ]
      })
    },
  },
  {
    id: '4-income-high',
    title: '预计增收与规模相称',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M04.e（增收 10 万的养鸡 20 只）',
    reads: ['plan_measure.expected_income', 'plan_measure.size', 'plan_measure.unit', 'plan_measure.income_kind'],
    parameters: CEILING_KEYS,
    verify: ({ measures, threshold }) =>
      measures.flatMap((measure) => {
        const said = tooMuch(measure, threshold)
        return said === null ? [] : [{ field: 'household_plan.measures', message: `“${measure.content}”${said}，请核对规模、单位和金额。` }]
      }),
  },
  {
    id: '4-uncounted',
    title: '预计增收写明是什么收入',
    official: 'W',
    kind: 'incomplete',
    source: 'readings.md 14（每项措施写明谁的哪种收入）',
    reads: ['plan_measure.expected_income', 'plan_measure.income_kind'],
    verify: ({ measures }) =>
      measures.flatMap(({ content, expected, kind }) =>
        expected === null || expected === 0 || kind !== null
          ? []
          : [
              {
                field: 'household_plan.measures',
                message: `“${content}”预计净增收 ${yuanText(expected)} 元没有写收入种类，没有计入预计可达人均；请补填谁的哪种收入。`,
              },
            ],
      ),
  },
  {
    id: '4-earner',
    title: '收入是本户成员的',
    official: 'W',
    kind: 'doubt',
    source: 'readings.md 14（谁的收入）',
    reads: ['plan_measure.income_person', 'household_plan.household_id'],
    verify: ({ measures }) =>
      measures.flatMap(({ content, earner }) =>
        earner === null || earner.member
          ? []
          : [{ field: 'household_plan.measures', message: `“${content}”写的是${earner.name}的收入，他不是这一户现在的成员，请核对。` }],
      ),
  },
  {
    id: '4-actual-high',
    title: '实际增收没有远超过预计',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M04.c（增收兑现率）；百分比待核',
    reads: ['plan_measure.expected_income', 'plan_measure.actual_income', 'measure_result.actual_income'],
    parameters: ['plan_actual_excess'],
    verify: ({ measures, threshold }) =>
      measures.flatMap(({ content, expected, actual }) =>
        expected === null || actual === null || BigInt(actual) * 10_000n <= BigInt(expected) * BigInt(toScaled(threshold('plan_actual_excess'), 2))
          ? []
          : [
              {
                field: 'household_plan.measures',
                message: `“${content}”实际增收 ${yuanText(actual)} 元，是预计 ${yuanText(expected)} 元的 ${threshold('plan_actual_excess')}% 以上，请核对是不是多写了。`,
              },
            ],
      ),
  },
  {
    id: '4-feasible',
    title: '当年脱贫的预计可达人均够线',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M04.c；readings.md 14',
    reads: [
      'household_plan.expected_increase',
      'household_plan.base_income',
      'household_plan.people',
      'household_plan.target_exit_year',
      'household_plan.year',
      'household_plan.stage',
    ],
    parameters: ['poverty_line_national', 'plan_target_line', 'plan_income_buffer'],
    verify: ({ plan, measures, parameters }) => {
      if (!isSigned(plan) || measures.length === 0) return []
      const { asked, reaches, sentence } = feasibilityOf(
        {
          year: plan.year ?? 0,
          targetExitYear: plan.target_exit_year ?? null,
          people: plan.people ?? null,
          baseIncome: plan.base_income ?? null,
          increase: plan.expected_increase ?? 0,
        },
        parameters,
        plan.village ?? null,
      )
      return asked && reaches === false ? [{ field: 'household_plan.expected_per_person', message: sentence }] : []
    },
  },
  {
    id: '4-aim',
    title: '预计可达人均够方案自己的目标',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M04（目标人均收入）',
    reads: ['household_plan.target_income', 'household_plan.expected_per_person'],
    verify: ({ plan: { target_income: aim, expected_per_person: reached } }) =>
      typeof aim !== 'number' || typeof reached !== 'number' || reached >= aim
        ? []
        : [
            {
              field: 'household_plan.expected_per_person',
              message: `预计可达人均 ${yuanText(reached)} 元，不到方案的目标 ${yuanText(aim)} 元，请增加措施或者改目标。`,
            },
          ],
  },
]
