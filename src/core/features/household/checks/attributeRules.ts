/** forms.md §13.4 rules 37–42, §13.5-51 and mechanisms.md §6-W10: household attribute, exit status and causes against members and payments. */
import { yuanText } from '#core/rules/money.ts'
import { codesIn } from '#core/catalogue/partialRows.ts'
import { ATTRIBUTE_FIELDS, attributeOf, EXIT_FIELDS, exitStatusOf, isExited, isPoor, MAIN_CAUSE_FIELDS, mainCauseOf } from './context.ts'
import type { CheckContext } from './context.ts'
import { AGE_FIELDS, ageOf, healthOf, isLabourer, isStudent, labelled, MEMBERSHIP_FIELDS, stageOf, STUDENT_FIELDS } from './members.ts'
import type { MemberView } from './members.ts'
import type { CheckRule, Draft } from './types.ts'

/** 低保特困供养贫困户 (2018+), both at once. */
const BOTH_ALLOWANCE_AND_SUPPORT = 'x1'
const ALLOWANCE_ATTRIBUTES: readonly string[] = ['02', '04', BOTH_ALLOWANCE_AND_SUPPORT]
const SUPPORT_ATTRIBUTES: readonly string[] = ['03', '06', BOTH_ALLOWANCE_AND_SUPPORT]
const PLAIN_ATTRIBUTES: readonly string[] = ['01', '05']
/** The same kind of household before and after exit: 一般贫困户 ↔ 一般农户, 低保贫困户 ↔ 低保户, 五保贫困户 ↔ 五保户. */
const AFTER_EXIT: Readonly<Record<string, string>> = { '01': '05', '04': '02', '06': '03', [BOTH_ALLOWANCE_AND_SUPPORT]: '03' }
const BEFORE_EXIT: Readonly<Record<string, string>> = { '05': '01', '02': '04', '03': '06' }

const [ILLNESS, DISABILITY, SCHOOLING, LABOUR_SHORTAGE] = ['01', '02', '03', '08'] as const
/** From this year any child in school explains 因学, before only those from senior school on. */
const ANY_STUDENT_SINCE = 2018

/**
 * The attribute that goes with an exit status: 已脱贫 → 02 03 05, 未脱贫 or 返贫 → 01 04 06, keeping the kind of household.
 * The attribute itself when it already fits, or when the status (预脱贫, none) asks for nothing. Source: forms.md §13.4-39 (S14, S25).
 */
export function linkedAttribute(attribute: string, exitStatus: string | null | undefined): string {
  if (isExited(exitStatus)) return AFTER_EXIT[attribute] ?? attribute
  return isPoor(exitStatus) ? (BEFORE_EXIT[attribute] ?? attribute) : attribute
}

export const attributeRules: readonly CheckRule[] = [
  {
    id: '13.4-37',
    title: '低保户、一般户与低保成员和低保金相符',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    relaxed: '“是否享受低保”或低保金没有填的（如花名册没有这一列）不判断，只列入“未填全”。',
    source: 'forms.md §13.4-37（S14 S15）',
    parameters: ['allowance_minimum'],
    reads: [
      ...ATTRIBUTE_FIELDS,
      'person_year.low_income_allowance',
      'household_year.allowance_payment',
      'household_year.support_payment',
      ...MEMBERSHIP_FIELDS,
    ],
    verify: (context) => [...allowanceHousehold(context), ...plainHousehold(context)],
  },
  {
    id: '13.4-38',
    title: '五保户有五保金、无劳动力；低保金与五保金不并存',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    relaxed: '五保金没有填的不判断；2018 年起的“低保特困供养贫困户”可以并存。',
    source: 'forms.md §13.4-38（S14 S15）',
    parameters: ['five_guarantee_minimum', 'labour_age_from', 'labour_age_last'],
    reads: [
      ...ATTRIBUTE_FIELDS,
      'household_year.allowance_payment',
      'household_year.support_payment',
      'person_year.labour',
      ...AGE_FIELDS,
      ...MEMBERSHIP_FIELDS,
    ],
    verify: supportHousehold,
  },
  {
    id: '13.4-39',
    title: '贫困户属性与脱贫标志相配',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    source: 'forms.md §13.4-39（S14 S25）',
    reads: ['household.attribute', 'household.exit_status', 'household_year.attribute', 'household_year.exit_status'],
    verify: ({ household, householdYear, year, hasYear }) => [
      ...linkage('household', household.attribute, household.exit_status, year),
      ...(hasYear ? linkage('household_year', householdYear.attribute, householdYear.exit_status, year) : []),
    ],
  },
  {
    id: '13.4-40',
    title: '其他致贫原因至多 2 项、不含主要原因',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    source: 'forms.md §13.4-40（S14 W01）',
    reads: ['household.main_cause', 'household.other_causes'],
    verify: ({ household, year }) => {
      const { main_cause: main, other_causes: text } = household
      const others = codesIn(text)
      if (others.length > 2) return [{ field: 'household.other_causes', message: `其他致贫原因选了 ${others.length} 项，至多 2 项，请去掉次要的。` }]
      return main && others.includes(main)
        ? [{ field: 'household.other_causes', message: `其他致贫原因里又选了主要致贫原因“${labelled('poverty_cause', main, year)}”，请去掉。` }]
        : []
    },
  },
  {
    id: '13.4-41',
    title: '因病、因残、因学致贫与成员情况相符',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    relaxed: '有成员的健康状况、在校生状况没有填时不判断；已脱贫、预脱贫的户，病可能已愈、学可能已毕，只作疑点。',
    source: 'forms.md §13.4-41（S14 S15）',
    reads: [...MAIN_CAUSE_FIELDS, ...EXIT_FIELDS, 'person_year.health', ...STUDENT_FIELDS, ...MEMBERSHIP_FIELDS],
    verify: causeDrafts,
  },
  {
    id: '13.4-42',
    title: '劳动力多而选缺劳力',
    official: 'W',
    kind: 'doubt',
    scope: 'household',
    source: 'forms.md §13.4-42（S14）',
    reads: [...MAIN_CAUSE_FIELDS, 'household.other_causes', 'person_year.labour', ...MEMBERSHIP_FIELDS],
    parameters: ['labour_shortage_doubt'],
    verify: (context) => {
      const main = mainCauseOf(context) === LABOUR_SHORTAGE
      if (!main && !codesIn(context.household.other_causes).includes(LABOUR_SHORTAGE)) return []
      const labourers = context.members().filter(isLabourer).length
      return labourers >= context.threshold('labour_shortage_doubt')
        ? [
            {
              field: main ? 'household.main_cause' : 'household.other_causes',
              message: `致贫原因选了“缺劳力”，家里却有 ${labourers} 名普通或技能劳动力，请核对致贫原因或劳动技能。`,
            },
          ]
        : []
    },
  },
  {
    id: '13.5-51',
    title: '因病致贫的脱贫户患病成员参加大病保险',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    relaxed: '是否参加大病保险没有填的不判断。',
    source: 'forms.md §13.5-51（S15）',
    reads: [...MAIN_CAUSE_FIELDS, ...EXIT_FIELDS, 'person_year.health', 'person_year.critical_illness_insurance', ...MEMBERSHIP_FIELDS],
    verify: (context) =>
      mainCauseOf(context) === ILLNESS && isExited(exitStatusOf(context))
        ? context
            .members()
            .filter((member) => isIll(member) && member.personYear.critical_illness_insurance === false)
            .map((member) => ({
              field: 'person_year.critical_illness_insurance' as const,
              member,
              message: `本户因病致贫、已脱贫，患病的${member.name}却没有参加大病保险；请核对参保情况，或者核对脱贫标志。`,
            }))
        : [],
  },
  {
    id: '6-W10',
    title: '五保户人口偏多',
    official: 'W',
    kind: 'doubt',
    scope: 'household',
    source: 'mechanisms.md §6-W10',
    reads: [...ATTRIBUTE_FIELDS, ...MEMBERSHIP_FIELDS],
    parameters: ['five_guarantee_size_doubt'],
    verify: (context) =>
      SUPPORT_ATTRIBUTES.includes(attributeOf(context) ?? '') && context.members().length > context.threshold('five_guarantee_size_doubt')
        ? [{ field: 'household.attribute', message: `本户是五保（特困供养）户，却有 ${context.members().length} 人，请核对属性或成员。` }]
        : [],
  },
]

function attributeLabel(context: CheckContext): string {
  return labelled('household_attribute', attributeOf(context), context.year)
}

function allowanceHousehold(context: CheckContext): readonly Draft[] {
  if (!ALLOWANCE_ATTRIBUTES.includes(attributeOf(context) ?? '')) return []
  const drafts: Draft[] = []
  const members = context.members()
  if (members.length > 0 && members.every((member) => member.personYear.low_income_allowance === false)) {
    drafts.push({
      field: 'household.attribute',
      message: `本户是“${attributeLabel(context)}”，成员却都没有享受低保；请在享受低保的成员处选“是”，或者核对贫困户属性。`,
    })
  }
  const payment = context.householdYear.allowance_payment ?? null
  if (payment !== null && payment < context.scaledThreshold('allowance_minimum')) {
    drafts.push({
      field: 'household_year.allowance_payment',
      message: `本户是“${attributeLabel(context)}”，领取低保金却只有 ${yuanText(payment)} 元（全年至少 ${context.threshold('allowance_minimum')} 元），请核对。`,
    })
  }
  return drafts
}

function plainHousehold(context: CheckContext): readonly Draft[] {
  if (!PLAIN_ATTRIBUTES.includes(attributeOf(context) ?? '')) return []
  const drafts: Draft[] = context
    .members()
    .filter((member) => member.personYear.low_income_allowance === true)
    .map((member) => ({
      field: 'person_year.low_income_allowance',
      member,
      message: `本户是“${attributeLabel(context)}”，${member.name}却享受低保；请核对是否应改为低保户。`,
    }))
  const payments = [
    ['allowance_payment', '低保金'],
    ['support_payment', '五保金'],
  ] as const
  for (const [key, name] of payments) {
    const amount = context.householdYear[key] ?? 0
    if (amount > 0)
      drafts.push({
        field: `household_year.${key}`,
        message: `本户是“${attributeLabel(context)}”，却领取${name} ${yuanText(amount)} 元；请核对贫困户属性或收入。`,
      })
  }
  return drafts
}

function supportHousehold(context: CheckContext): readonly Draft[] {
  const attribute = attributeOf(context) ?? ''
  const { allowance_payment: allowance, support_payment: support } = context.householdYear
  const drafts: Draft[] = []
  if ((allowance ?? 0) > 0 && (support ?? 0) > 0 && attribute !== BOTH_ALLOWANCE_AND_SUPPORT) {
    drafts.push({
      field: 'household_year.support_payment',
      message: `本户同时领取低保金 ${yuanText(allowance ?? 0)} 元和五保金 ${yuanText(support ?? 0)} 元，两项不能并存，请核对。`,
    })
  }
  if (!SUPPORT_ATTRIBUTES.includes(attribute)) return drafts
  if (support !== null && support !== undefined && support < context.scaledThreshold('five_guarantee_minimum')) {
    drafts.push({
      field: 'household_year.support_payment',
      message: `本户是“${attributeLabel(context)}”，领取五保金却只有 ${yuanText(support)} 元（全年至少 ${context.threshold('five_guarantee_minimum')} 元），请核对。`,
    })
  }
  return [...drafts, ...context.members().flatMap((member) => supportedLabourer(member, context))]
}

function supportedLabourer(member: MemberView, context: CheckContext): readonly Draft[] {
  const age = ageOf(member, context)
  if (age === null || age < context.threshold('labour_age_from') || age > context.threshold('labour_age_last') || !isLabourer(member)) return []
  return [
    {
      field: 'person_year.labour',
      member,
      message: `本户是“${attributeLabel(context)}”，${member.name} ${age} 岁却是“${labelled('labour', member.personYear.labour, context.year)}”；五保户不应有劳动年龄的劳动力，请核对属性或劳动技能。`,
    },
  ]
}

function linkage(
  register: 'household' | 'household_year',
  attribute: string | null | undefined,
  status: string | null | undefined,
  year: number,
): readonly Draft[] {
  if (!attribute) return []
  const wanted = linkedAttribute(attribute, status)
  if (wanted === attribute) return []
  const [found, right] = [labelled('household_attribute', attribute, year), labelled('household_attribute', wanted, year)]
  // Of the household and of its year alike: each sentence says which of both it is about.
  const name = register === 'household' ? '户的贫困户属性' : `${year} 年的贫困户属性`
  return [
    {
      field: `${register}.attribute`,
      message: `脱贫标志是“${labelled('exit_status', status, year)}”，${name}却是“${found}”，应为“${right}”；请改属性，或者核对脱贫标志。`,
      suggestion: { field: 'attribute', value: wanted, label: `贫困户属性改为${right}` },
    },
  ]
}

function isIll(member: MemberView): boolean {
  return healthOf(member).some((code) => code === '02' || code === '03')
}

/** What main cause 因病, 因残 or 因学 asks of the members, and whether each member answers it (`null` unknown). */
function demandOf(cause: string | null, year: number): { readonly words: string; readonly met: (member: MemberView) => boolean | null } | null {
  const healthIs =
    (wanted: readonly string[]) =>
    (member: MemberView): boolean | null => {
      const codes = healthOf(member)
      return codes.length === 0 ? null : codes.some((code) => wanted.includes(code))
    }
  if (cause === ILLNESS) return { words: '患病（长期慢性病、大病）或残疾的成员', met: healthIs(['02', '03', '04']) }
  if (cause === DISABILITY) return { words: '残疾的成员', met: healthIs(['04']) }
  if (cause !== SCHOOLING) return null
  return year >= ANY_STUDENT_SINCE
    ? { words: '在校生', met: (member) => isStudent(member, year) }
    : { words: '高中及以上的在校生', met: (member) => hasCostlySchooling(member, year) }
}

function hasCostlySchooling(member: MemberView, year: number): boolean | null {
  const stage = stageOf(member, year)
  return stage === null ? null : stage === 'senior' || stage === 'college' || stage === 'master'
}

function causeDrafts(context: CheckContext): readonly Draft[] {
  const cause = mainCauseOf(context)
  const demand = demandOf(cause, context.year)
  const members = context.members()
  if (!demand || members.length === 0) return []
  const answers = members.map(demand.met)
  if (answers.includes(true) || answers.includes(null)) return []
  return [
    {
      field: 'household.main_cause',
      ...(isPoor(exitStatusOf(context)) ? {} : { kind: 'doubt' as const }),
      message: `主要致贫原因是“${labelled('poverty_cause', cause, context.year)}”，家里却没有${demand.words}；请核对致贫原因或成员情况。`,
    },
  ]
}
