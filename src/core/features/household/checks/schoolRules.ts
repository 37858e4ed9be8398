/** forms.md §13.1 rule 9 and §13.2 rules 13–18, 52: education, school and age. Rule 19 looks at three years (yearsRules.ts). */
import { AGE_FIELDS, ageOf, EITHER_EDUCATION_OR_SCHOOL_SINCE, isHealthy, isStudent, labelled, MEMBERSHIP_FIELDS, stageOf, STUDENT_FIELDS } from './members.ts'
import type { MemberView, SchoolStage } from './members.ts'
import { EXIT_FIELDS, exitStatusOf, isExited } from './context.ts'
import type { CheckContext } from './context.ts'
import type { ParameterKey } from '#core/rules/parameters.ts'
import type { CheckRule, Draft, FieldPath } from './types.ts'

const SCHOOL_AGE_FIELDS = [...STUDENT_FIELDS, ...AGE_FIELDS] as const satisfies readonly FieldPath[]
const DROPOUT_FIELDS = [...SCHOOL_AGE_FIELDS, 'person_year.dropout_reason', 'person_year.health'] as const satisfies readonly FieldPath[]

const STAGES_FROM_SENIOR: readonly SchoolStage[] = ['senior', 'college', 'master']
const STAGES_TO_PRIMARY: readonly SchoolStage[] = ['preschool', 'primary']
/** 学龄前儿童, in the education list until 2019, in the school status list from 2020. */
const PRESCHOOL_EDUCATION = '06'
const PRESCHOOL_STATUS = 'x1'
const ILLITERATE = '01'

const GRAVE_PARAMETERS = ['student_too_young', 'senior_too_young', 'primary_too_old', 'student_too_old'] as const satisfies readonly ParameterKey[]

/** Rule 15 and mechanisms.md §6-E08: too young for any school or for senior school, too old for primary or for any. Returns the words, or `null`. */
function gravelyOffAge(stage: SchoolStage, age: number, { threshold }: CheckContext): string | null {
  if (stage !== 'none' && age < threshold('student_too_young')) return `不满 ${threshold('student_too_young')} 岁就是在校生`
  if (STAGES_FROM_SENIOR.includes(stage) && age <= threshold('senior_too_young')) return `不大于 ${threshold('senior_too_young')} 岁而在读高中及以上`
  if (STAGES_TO_PRIMARY.includes(stage) && age >= threshold('primary_too_old')) return `满 ${threshold('primary_too_old')} 岁仍在读小学及以下`
  return stage !== 'none' && age >= threshold('student_too_old') ? `满 ${threshold('student_too_old')} 岁仍是在校生` : null
}

/** Rule 13: the usual ages of a stage, both included; `null` where the stage has none. */
function usualAges(stage: SchoolStage, { threshold }: CheckContext): readonly [number, number] | null {
  switch (stage) {
    case 'primary':
      return [threshold('primary_age_from'), threshold('primary_age_last')]
    case 'junior':
      return [threshold('junior_age_from'), threshold('junior_age_last')]
    case 'senior':
      return [threshold('senior_age_from'), threshold('senior_age_last')]
    case 'college':
      return [threshold('college_age_from'), Number.POSITIVE_INFINITY]
    case 'master':
      return [threshold('master_age_from'), Number.POSITIVE_INFINITY]
    default:
      return null
  }
}

function isSchoolAge(age: number | null, { threshold }: CheckContext): age is number {
  return age !== null && age >= threshold('school_age_from') && age <= threshold('school_age_last')
}

/** The reason given for not being at school is illness or disability (the field is free text). */
function excusedByHealth(member: MemberView): '因病' | '因残' | null {
  const reason = member.personYear.dropout_reason ?? ''
  if (/病/.test(reason)) return '因病'
  return /残/.test(reason) ? '因残' : null
}

export const schoolRules: readonly CheckRule[] = [
  {
    id: '13.1-9',
    title: '文化程度与在校生状况恰填一个（2020 年起）',
    official: 'E',
    kind: 'contradiction',
    scope: 'member',
    relaxed: '两项都没有填，或 2019 年以前该填的没有填，只列入“未填全”；2019 年以前两项可以都填。',
    source: 'forms.md §13.1-9（S13 S15）',
    reads: STUDENT_FIELDS,
    verify: (member, { year }) => {
      const { education } = member.personYear
      if (year < EITHER_EDUCATION_OR_SCHOOL_SINCE || !education || !isStudent(member, year)) return []
      return [
        {
          field: 'person_year.education',
          member,
          message: `${member.name}是在校生（${labelled('student_status', member.personYear.student_status, year)}），${EITHER_EDUCATION_OR_SCHOOL_SINCE} 年起在校生不填文化程度（现填“${labelled('education', education, year)}”）；请清空其中一项。`,
        },
      ]
    },
  },
  {
    id: '13.2-13',
    title: '在校阶段与年龄相称',
    official: 'W',
    kind: 'doubt',
    scope: 'member',
    source: 'forms.md §13.2-13（S16）',
    reads: SCHOOL_AGE_FIELDS,
    parameters: [
      'primary_age_from',
      'primary_age_last',
      'junior_age_from',
      'junior_age_last',
      'senior_age_from',
      'senior_age_last',
      'college_age_from',
      'master_age_from',
      ...GRAVE_PARAMETERS,
    ],
    verify: (member, context) => {
      const [age, stage] = [ageOf(member, context), stageOf(member, context.year)]
      const usual = stage === null ? null : usualAges(stage, context)
      // Rule 15 speaks of the gross cases; one question about one fact is enough.
      if (age === null || stage === null || usual === null || gravelyOffAge(stage, age, context) !== null) return []
      const [from, last] = usual
      if (age >= from && age <= last) return []
      const range = Number.isFinite(last) ? `${from}–${last} 岁` : `满 ${from} 岁`
      return [
        {
          field: 'person_year.student_status',
          member,
          message: `${member.name} ${age} 岁，在校生状况是“${labelled('student_status', member.personYear.student_status, context.year)}”（一般为${range}），请核对年龄或年级。`,
        },
      ]
    },
  },
  {
    id: '13.2-14',
    title: '7 岁以上健康儿童不应是学前',
    official: 'W',
    kind: 'doubt',
    scope: 'member',
    source: 'forms.md §13.2-14（S16）',
    reads: [...SCHOOL_AGE_FIELDS, 'person_year.health'],
    parameters: ['preschool_age_last', ...GRAVE_PARAMETERS],
    verify: (member, context) => {
      const age = ageOf(member, context)
      const { education, student_status: status } = member.personYear
      const preschool = education === PRESCHOOL_EDUCATION || status === PRESCHOOL_STATUS || stageOf(member, context.year) === 'preschool'
      if (age === null || age <= context.threshold('preschool_age_last') || !preschool || !isHealthy(member)) return []
      const grave = gravelyOffAge(stageOf(member, context.year) ?? 'none', age, context)
      return grave === null
        ? [
            {
              field: status ? 'person_year.student_status' : 'person_year.education',
              member,
              message: `${member.name}已满 ${age} 岁、身体健康，还填学龄前或学前教育，请改为实际的年级或文化程度。`,
            },
          ]
        : []
    },
  },
  {
    id: '13.2-15',
    title: '在校阶段与年龄明显不符',
    official: 'W',
    kind: 'doubt',
    scope: 'member',
    source: 'forms.md §13.2-15（S14 S15），mechanisms.md §6-E08',
    reads: SCHOOL_AGE_FIELDS,
    parameters: GRAVE_PARAMETERS,
    verify: (member, context) => {
      const [age, stage] = [ageOf(member, context), stageOf(member, context.year)]
      const grave = age === null || stage === null ? null : gravelyOffAge(stage, age, context)
      return grave === null
        ? []
        : [
            {
              field: 'person_year.student_status',
              member,
              message: `${member.name} ${age} 岁，在校生状况是“${labelled('student_status', member.personYear.student_status, context.year)}”，${grave}，请核对出生日期或年级。`,
            },
          ]
    },
  },
  {
    id: '13.2-16',
    title: '义务教育年龄的健康儿童不在校须有原因（疑似辍学）',
    official: 'E',
    kind: 'doubt',
    scope: 'member',
    relaxed: '花名册没有“失学或辍学原因”一列，2018 年以前的表也没有；缺原因只作疑点，不挡保存。',
    source: 'forms.md §13.2-16（S14 S16）',
    reads: DROPOUT_FIELDS,
    parameters: ['school_age_from', 'school_age_last'],
    verify: (member, context) => {
      const age = ageOf(member, context)
      const dropped = isSchoolAge(age, context) && isHealthy(member) && isStudent(member, context.year) === false
      return dropped && !member.personYear.dropout_reason
        ? [
            {
              field: 'person_year.student_status',
              member,
              message: `${member.name} ${age} 岁、身体健康而不在校，疑似辍学；请核对在校生状况，确实没有上学的填写失学或辍学原因。`,
            },
          ]
        : []
    },
  },
  {
    id: '13.2-17',
    title: '青年文化程度过低',
    official: 'W',
    kind: 'doubt',
    scope: 'member',
    source: 'forms.md §13.2-17（S16）',
    reads: SCHOOL_AGE_FIELDS,
    parameters: ['illiterate_doubt_from', 'illiterate_doubt_last'],
    verify: (member, { date, today, threshold, year }) => {
      const age = ageOf(member, { date, today })
      const { education } = member.personYear
      if (age === null || age < threshold('illiterate_doubt_from') || age > threshold('illiterate_doubt_last')) return []
      return (education === ILLITERATE || education === PRESCHOOL_EDUCATION) && !isStudent(member, year)
        ? [
            {
              field: 'person_year.education',
              member,
              message: `${member.name} ${age} 岁，文化程度是“${labelled('education', education, year)}”，请核对；确实如此的请说明（如残疾、从未上学）。`,
            },
          ]
        : []
    },
  },
  {
    id: '13.2-18',
    title: '未上学原因与健康状况相符',
    official: 'E',
    kind: 'contradiction',
    scope: 'member',
    source: 'forms.md §13.2-18（S16）',
    reads: ['person_year.dropout_reason', 'person_year.health'],
    verify: (member) => {
      const excuse = excusedByHealth(member)
      return excuse !== null && isHealthy(member)
        ? [{ field: 'person_year.dropout_reason', member, message: `${member.name}的未上学原因是“${excuse}”，健康状况却是“健康”；请改健康状况或原因。` }]
        : []
    },
  },
  {
    id: '13.5-52',
    title: '脱贫户没有义务教育阶段辍学',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    relaxed: '只有填明了辍学原因（非因病、因残）才判断；没有填原因的由规则 16 提示。',
    source: 'forms.md §13.5-52（S15）',
    reads: [...DROPOUT_FIELDS, ...EXIT_FIELDS, ...MEMBERSHIP_FIELDS],
    parameters: ['school_age_from', 'school_age_last'],
    verify: (context) => (isExited(exitStatusOf(context)) ? context.members().flatMap((member) => exitedDropout(member, context)) : []),
  },
]

function exitedDropout(member: MemberView, context: CheckContext): readonly Draft[] {
  const reason = member.personYear.dropout_reason
  const age = ageOf(member, context)
  if (!reason || excusedByHealth(member) !== null || !isSchoolAge(age, context) || isStudent(member, context.year)) return []
  return [
    {
      field: 'person_year.dropout_reason',
      member,
      message: `本户已脱贫，${member.name} ${age} 岁却因“${reason}”辍学，义务教育没有保障；请劝返复学后更新，或者核对脱贫标志。`,
    },
  ]
}
