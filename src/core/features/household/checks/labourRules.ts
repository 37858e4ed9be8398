/** forms.md §13.3 rules 20–29: labour and work away. Rule 26 (monthly wage) needs the monthly register and is not a household check. */
import { plainText } from '#core/rules/money.ts'
import { codesIn } from '#core/catalogue/partialRows.ts'
import { hasMainIncome } from './context.ts'
import type { CheckContext } from './context.ts'
import {
  AGE_FIELDS,
  ageOf,
  cannotWork,
  healthLabel,
  healthOf,
  identityOf,
  isDefinitePlace,
  isHealthy,
  isLabourer,
  isStudent,
  labelled,
  MEMBERSHIP_FIELDS,
  STUDENT_FIELDS,
  WORK_FIELDS,
  worksAway,
} from './members.ts'
import type { MemberView } from './members.ts'
import type { CheckRule, Draft } from './types.ts'

const NO_LABOUR = '04'
const LOST_LABOUR = '03'
const WEAK_LABOUR = 'x1'
const LIMB = '4'
/** 残疾 of the health list, 技能劳动力 of the labour list. */
const DISABLED = '04'
const SKILLED = '02'
const SEVERE_LEVELS: readonly string[] = ['1', '2']

function labourLabel(member: MemberView, year: number): string {
  return labelled('labour', member.personYear.labour, year)
}

function isWorking(member: MemberView): boolean {
  return worksAway(member) === true || hasPublicJob(member)
}

function hasPublicJob(member: MemberView): boolean {
  return codesIn(member.personYear.public_job).length > 0 || (member.personYear.public_job_months ?? 0) > 0
}

export const labourRules: readonly CheckRule[] = [
  {
    id: '13.3-20',
    title: '不满 16 岁和在校生应为无劳动力',
    official: 'E',
    kind: 'contradiction',
    scope: 'member',
    source: 'forms.md §13.3-20（S16）',
    reads: ['person_year.labour', ...AGE_FIELDS, ...STUDENT_FIELDS],
    parameters: ['labour_age_from'],
    verify: (member, { date, today, year, threshold }) => {
      const { labour } = member.personYear
      if (!labour || labour === NO_LABOUR) return []
      const [age, from] = [ageOf(member, { date, today }), threshold('labour_age_from')]
      const why = age !== null && age < from ? `${age} 岁，不满 ${from} 岁` : isStudent(member, year) ? '是在校生' : null
      return why === null
        ? []
        : [
            {
              field: 'person_year.labour',
              member,
              message: `${member.name}${why}，劳动技能应为“无劳动力”，现填“${labourLabel(member, year)}”，请改正。`,
              suggestion: { field: 'labour', value: NO_LABOUR, label: '劳动技能改为无劳动力' },
            },
          ]
    },
  },
  {
    id: '13.3-21',
    title: '劳动年龄的健康人不应无劳动力',
    official: 'W',
    kind: 'doubt',
    scope: 'member',
    source: 'forms.md §13.3-21（S14 S15 S16）',
    reads: ['person_year.labour', 'person_year.health', ...AGE_FIELDS, ...STUDENT_FIELDS],
    parameters: ['labour_age_from', 'labour_age_last'],
    verify: (member, { date, today, year, threshold }) => {
      const age = ageOf(member, { date, today })
      const weak = cannotWork(member) || member.personYear.labour === WEAK_LABOUR
      if (age === null || age < threshold('labour_age_from') || age > threshold('labour_age_last')) return []
      return weak && isHealthy(member) && isStudent(member, year) === false
        ? [
            {
              field: 'person_year.labour',
              member,
              message: `${member.name} ${age} 岁、健康、不在校，劳动技能却是“${labourLabel(member, year)}”，请核对；确实如此的请说明。`,
            },
          ]
        : []
    },
  },
  {
    id: '13.3-22',
    title: '60 岁以上的劳动力',
    official: 'W',
    kind: 'doubt',
    scope: 'member',
    source: 'forms.md §13.3-22（S16，争议较大）',
    reads: ['person_year.labour', ...AGE_FIELDS],
    parameters: ['labour_old_age'],
    verify: (member, { date, today, year, threshold }) => {
      const age = ageOf(member, { date, today })
      const labourer = isLabourer(member) || member.personYear.labour === LOST_LABOUR
      return age !== null && age >= threshold('labour_old_age') && labourer
        ? [
            {
              field: 'person_year.labour',
              member,
              message: `${member.name}已 ${age} 岁，劳动技能是“${labourLabel(member, year)}”，请核对是否应为无劳动力或弱劳动力。`,
            },
          ]
        : []
    },
  },
  {
    id: '13.3-23',
    title: '无劳动力、丧失劳动力的人没有务工信息',
    official: 'E',
    kind: 'contradiction',
    scope: 'member',
    source: 'forms.md §13.3-23（S14 S15）',
    reads: ['person_year.labour', ...WORK_FIELDS],
    verify: (member, { year }) =>
      cannotWork(member) && worksAway(member) === true
        ? [
            {
              field: 'person_year.labour',
              member,
              message: `${member.name}是“${labourLabel(member, year)}”，却填了务工情况（${workLabel(member, year)}）；请改劳动技能，或者清空务工情况。`,
            },
          ]
        : [],
  },
  {
    id: '13.3-24',
    title: '务工时间 0–12 个月，务工地与务工时间成对',
    official: 'E',
    kind: 'contradiction',
    scope: 'member',
    relaxed: '只填了务工地或只填了时间（有的表只有一列），只列入“未填全”。',
    source: 'forms.md §13.3-24（S13 S14 S15）',
    reads: WORK_FIELDS,
    verify: (member, { year }) => {
      const { work_months: months, work_place: place } = member.personYear
      if (months === null || months === undefined) return []
      if (months < 0 || months > 12)
        return [{ field: 'person_year.work_months', member, message: `${member.name}的务工时间是 ${months} 个月，应在 0–12 之间，请改正。` }]
      return months === 0 && isDefinitePlace(place)
        ? [
            {
              field: 'person_year.work_months',
              member,
              message: `${member.name}的务工状况是“${labelled('work_place', place, year)}”，务工时间却是 0 个月；请填写月数，没有务工的清空务工状况。`,
            },
          ]
        : []
    },
  },
  {
    id: '13.3-25',
    title: '工资性收入与务工情况相符',
    official: 'W',
    kind: 'doubt',
    scope: 'household',
    source: 'forms.md §13.3-25（S14 S15）',
    reads: [
      'household_year.wage_income',
      'household_year.business_income',
      ...WORK_FIELDS,
      'person_year.public_job',
      'person_year.public_job_months',
      ...MEMBERSHIP_FIELDS,
    ],
    verify: (context) => wageDrafts(context),
  },
  {
    id: '13.3-27',
    title: '公益性岗位的年龄、月数和种数',
    official: 'E',
    kind: 'contradiction',
    scope: 'member',
    relaxed: '只填了岗位或只填了月数，只列入“未填全”。',
    source: 'forms.md §13.3-27（S16）',
    reads: ['person_year.public_job', 'person_year.public_job_months', ...AGE_FIELDS],
    parameters: ['public_job_age_from', 'public_job_age_last', 'public_job_kinds'],
    verify: publicJobDrafts,
  },
  {
    id: '13.3-28',
    title: '务工所在地填到县',
    official: 'W',
    kind: 'doubt',
    scope: 'member',
    source: 'forms.md §13.3-28（S16）',
    reads: ['person_year.work_province', 'person_year.work_city', 'person_year.work_county'],
    verify: (member) => {
      const { work_province: province, work_city: city, work_county: county } = member.personYear
      return (province || city) && !county
        ? [{ field: 'person_year.work_county', member, message: `${member.name}的务工地只填到“${city || province}”，请填到县。` }]
        : []
    },
  },
  {
    id: '13.3-29',
    title: '一、二级肢体残疾者的劳动技能',
    official: 'W',
    kind: 'doubt',
    scope: 'member',
    source: 'forms.md §13.3-29（S16）',
    reads: ['person_year.labour', 'person.disability_category', 'person.disability_level', 'person.id_number', 'person.id_type'],
    verify: (member, { today, year }) => {
      const identity = identityOf(member, today)
      const category = member.person.disability_category ?? identity?.disabilityCategory
      const level = member.person.disability_level ?? identity?.disabilityLevel
      return category === LIMB && level && SEVERE_LEVELS.includes(level) && isLabourer(member)
        ? [
            {
              field: 'person_year.labour',
              member,
              message: `${member.name}是肢体残疾${labelled('disability_level', level, year)}，劳动技能却是“${labourLabel(member, year)}”，请核对。`,
            },
          ]
        : []
    },
  },
  {
    id: '6-E09',
    title: '残疾人的劳动技能',
    official: 'E',
    kind: 'doubt',
    scope: 'member',
    relaxed: '残疾人有技能、能干活的确有其人，由人说明',
    source: 'mechanisms.md §6-E09、M02.e（健康=重残而劳力=技能劳力）',
    reads: ['person_year.labour', 'person_year.health'],
    verify: (member, { year }) =>
      member.personYear.labour === SKILLED && healthOf(member).includes(DISABLED)
        ? [
            {
              field: 'person_year.labour',
              member,
              message: `${member.name}的健康状况是“${healthLabel(member, year)}”，劳动技能却是“${labourLabel(member, year)}”，请核对。`,
            },
          ]
        : [],
  },
]

function workLabel(member: MemberView, year: number): string {
  const { work_place: place, work_months: months } = member.personYear
  return [place ? labelled('work_place', place, year) : '', months ? `${months} 个月` : ''].filter(Boolean).join('，')
}

function wageDrafts(context: CheckContext): readonly Draft[] {
  const { householdYear, members } = context
  const wage = householdYear.wage_income ?? null
  const workers = members().filter(isWorking)
  const [first] = workers
  if ((wage ?? 0) > 0 && !first && members().length > 0) {
    return [
      {
        field: 'household_year.wage_income',
        message: `工资性收入填了 ${plainText(wage ?? 0, 2)} 元，家里却没有人填写务工情况或公益性岗位；请补填务工情况，或者核对收入。`,
      },
    ]
  }
  return first && hasMainIncome(householdYear) && (wage ?? 0) === 0
    ? [
        {
          field: 'household_year.wage_income',
          message: `${workers.map((worker) => worker.name).join('、')}填了务工情况或公益性岗位，工资性收入却是 0 或没有填；请补填工资性收入，或者核对务工情况。`,
        },
      ]
    : []
}

function publicJobDrafts(member: MemberView, { date, today, threshold }: CheckContext): readonly Draft[] {
  if (!hasPublicJob(member)) return []
  const { public_job: job, public_job_months: months } = member.personYear
  const [age, kinds] = [ageOf(member, { date, today }), codesIn(job).length]
  const [from, last, most] = [threshold('public_job_age_from'), threshold('public_job_age_last'), threshold('public_job_kinds')]
  if (age !== null && (age < from || age > last)) {
    return [{ field: 'person_year.public_job', member, message: `${member.name} ${age} 岁，公益性岗位只能安排 ${from}–${last} 岁的人，请核对年龄或岗位。` }]
  }
  if (kinds > most) return [{ field: 'person_year.public_job', member, message: `${member.name}填了 ${kinds} 种公益性岗位，一人最多 ${most} 种，请核对。` }]
  return kinds > 0 && months === 0
    ? [{ field: 'person_year.public_job_months', member, message: `${member.name}填了公益性岗位，月数却是 0；请填写月数，没有上岗的清空岗位。` }]
    : []
}
