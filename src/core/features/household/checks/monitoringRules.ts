/** Exited households in trouble again that nobody monitors (forms.md §13.8: 1_02_001–003, 006). */
import { INCOME_MODEL_PARAMETERS } from '#core/rules/incomeModel.ts'
import { plainText } from '#core/rules/money.ts'
import { EXIT_FIELDS, exitStatusOf, isExited, type CheckContext } from './context.ts'
import { PER_PERSON_FIELDS } from './incomeRules.ts'
import { MEMBERSHIP_FIELDS } from './members.ts'
import type { FieldPath, HouseholdRule } from './types.ts'

/** Since then households are monitored. */
const SINCE = 2020
const CENTS = 100

interface Trouble {
  readonly id: string
  readonly title: string
  readonly field: FieldPath
  readonly more?: readonly FieldPath[]
  /** What is the matter; null where nothing is. */
  readonly says: (context: CheckContext) => string | null
}

const TROUBLES: readonly Trouble[] = [
  {
    id: '1_02_001',
    title: '住危房的脱贫户已纳入监测',
    field: 'household_year.dangerous_house',
    says: ({ householdYear }) => (householdYear.dangerous_house === true ? '住危房' : null),
  },
  {
    id: '1_02_002',
    title: '饮水不安全的脱贫户已纳入监测',
    field: 'household_year.water_resolved',
    more: ['household_year.water_safe'],
    says: ({ householdYear }) => (householdYear.water_resolved === false || householdYear.water_safe === false ? '饮水不安全' : null),
  },
  {
    id: '1_02_003',
    title: '有成员未参加大病保险的脱贫户已纳入监测',
    field: 'household_year.exit_status',
    more: ['person_year.critical_illness_insurance', ...MEMBERSHIP_FIELDS],
    says: ({ members }) => {
      const without = members().filter(({ personYear }) => personYear.critical_illness_insurance === false)
      return without.length === 0 ? null : `${without.map(({ name }) => name).join('、')}没有参加大病保险`
    },
  },
  {
    id: '1_02_006',
    title: '人均低于监测线的脱贫户已纳入监测',
    field: 'household_year.net_income_per_person',
    more: PER_PERSON_FIELDS,
    says: (context) => {
      const [income, line] = [context.incomePerPerson(), context.monitoringLine()]
      return income === null || line === undefined || income >= line * CENTS
        ? null
        : `人均纯收入 ${plainText(income, 2)} 元，低于 ${context.year} 年监测线 ${line} 元（线只作参考）`
    },
  },
]

export const monitoringRules: readonly HouseholdRule[] = TROUBLES.map(({ id, title, field, more = [], says }) => ({
  id,
  title,
  official: 'W',
  kind: 'doubt',
  scope: 'household',
  source: `forms.md §13.8-${id}（S16）`,
  reads: [field, ...more, ...EXIT_FIELDS],
  ...(id === '1_02_006' ? { parameters: ['monitoring_line', ...INCOME_MODEL_PARAMETERS] } : {}),
  verify: (context) => {
    if (context.year < SINCE || context.monitored !== false || !isExited(exitStatusOf(context))) return []
    const trouble = says(context)
    return trouble === null ? [] : [{ field, message: `本户已脱贫，${trouble}，没有纳入监测；请列入排查，或者核对后说明。` }]
  },
}))
