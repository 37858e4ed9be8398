/** forms.md §13.3-26: what somebody earns in a month away from home. Amounts in 分; sentences speak in 元. */
import type { FieldKey } from '#core/catalogue/index.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import type { Rule } from '#core/checks/engine/index.ts'
import { toScaled, yuanText } from '#core/rules/money.ts'
import { firstValue, type ParameterKey, type ParameterReader } from '#core/rules/parameters.ts'
import { lastDayOf } from '#core/rules/parameterTerms.ts'

export interface WorkMonthFacts {
  readonly record: Row<'work_month'>
  readonly parameters: ParameterReader
}

export type WorkMonthRule = Rule<WorkMonthFacts, `work_month.${FieldKey<'work_month'>}`, 'work_month'>

export const workMonthRules: readonly WorkMonthRule[] = [
  {
    id: '13.3-26',
    title: '务工月收入过高或过低',
    official: 'W',
    kind: 'doubt',
    source: 'forms.md §13.3-26（S16）',
    reads: ['work_month.income', 'work_month.working', 'work_month.month'],
    parameters: ['work_income_least', 'work_income_low_doubt', 'work_income_most'],
    verify: ({ record: { income, working, month, village }, parameters }) => {
      if (working === false || income === null || income === undefined || !month) return []
      const day = lastDayOf(Number(month.slice(0, 4)))
      const yuan = (key: ParameterKey): number => parameters(key, day, village ?? null) ?? firstValue(key)
      const over = (key: ParameterKey): boolean => income > toScaled(yuan(key), 2)
      const under = (key: ParameterKey): boolean => income < toScaled(yuan(key), 2)
      const why = over('work_income_most')
        ? `高于 ${yuan('work_income_most')} 元，明显不合理；请核对是不是把全年收入、分当成了月收入、元`
        : under('work_income_least')
          ? `低于 ${yuan('work_income_least')} 元；请核对单位是不是填成了百元、千元`
          : under('work_income_low_doubt')
            ? `低于 ${yuan('work_income_low_doubt')} 元，偏低；请核对是不是只干了几天`
            : null
      return why === null ? [] : [{ field: 'work_month.income', message: `务工月收入 ${yuanText(income)} 元，${why}。` }]
    },
  },
]
