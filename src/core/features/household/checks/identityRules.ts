/** forms.md §13.1 rules 1–5, 10–12: document number, sex and birth date, phone, disability card. */
import { readIdentity } from '#core/rules/identity.ts'
import type { Identity, IdentityProblemCode } from '#core/rules/identity.ts'
import { AGE_FIELDS, healthOf, identityOf, isHealthy, labelled, SEX_FIELDS } from './members.ts'
import type { MemberView } from './members.ts'
import type { CheckRule, Draft, FieldPath } from './types.ts'

const NUMBER_FIELDS = ['person.id_number', 'person.id_type'] as const satisfies readonly FieldPath[]
const SHAPE_PROBLEMS: readonly IdentityProblemCode[] = ['scientific', 'characters', 'length', 'fifteen']

function numberProblems(member: MemberView, today: string, shape: boolean): readonly Draft[] {
  const identity = identityOf(member, today)
  if (!identity) return []
  return identity.problems
    .filter((problem) => SHAPE_PROBLEMS.includes(problem.code) === shape)
    .slice(0, 1)
    .map((problem) => ({
      field: 'person.id_number',
      member,
      message: `${member.name}的${problem.message}`,
      ...(problem.code === 'fifteen' && identity.upgrade !== null
        ? { suggestion: { field: 'id_number', value: identity.upgrade, label: `升级为 ${identity.upgrade}` } }
        : {}),
    }))
}

function typeMismatch(member: MemberView, identity: Identity): readonly Draft[] {
  const type = member.person.id_type
  const length = identity.text.length
  const wanted = type === '01' && (length === 20 || length === 22) ? '09' : type === '09' && length === 18 ? '01' : null
  if (wanted === null) return []
  const label = wanted === '09' ? '残疾人证' : '居民身份证'
  return [
    {
      field: 'person.id_type',
      member,
      message: `${member.name}的证件类型是${type === '01' ? '居民身份证（应为 18 位）' : '残疾人证（应为 20 位，补发的 22 位）'}，证件号码却有 ${length} 位；请改证件类型，或者改证件号码。`,
      suggestion: { field: 'id_type', value: wanted, label: `证件类型改为${label}` },
    },
  ]
}

/** The number's facts, if the number itself is sound. */
function soundIdentity(member: MemberView, today: string): Identity | null {
  const identity = identityOf(member, today)
  return identity && identity.problems.length === 0 && identity.kind !== 'special' ? identity : null
}

function cardIdentity(member: MemberView): Identity | null {
  const card = member.person.disability_card_no
  return card ? readIdentity(card) : null
}

/** Whether a disability card is on file: its own number, or the document number is one. */
export function hasDisabilityCard(member: MemberView, today: string): boolean {
  if (member.person.disability_card_no) return true
  const kind = identityOf(member, today)?.kind
  return kind === 'disability20' || kind === 'disability22'
}

export const identityRules: readonly CheckRule[] = [
  {
    id: '13.1-1',
    title: '证件号码长度：18、20 或 22 位，15 位须升级',
    official: 'E',
    kind: 'contradiction',
    scope: 'member',
    source: 'forms.md §13.1-1（S14 S15 S16）',
    reads: NUMBER_FIELDS,
    verify: (member, { today }) => numberProblems(member, today, true),
  },
  {
    id: '13.1-2',
    title: '证件类型与证件号码位数一致',
    official: 'E',
    kind: 'contradiction',
    scope: 'member',
    source: 'forms.md §13.1-2（S14 S15）',
    reads: NUMBER_FIELDS,
    verify: (member, { today }) => {
      const identity = identityOf(member, today)
      return identity ? typeMismatch(member, identity) : []
    },
  },
  {
    id: '13.1-3',
    title: '证件号码校验码和出生日期段正确',
    official: 'E',
    kind: 'contradiction',
    scope: 'member',
    source: 'forms.md §13.1-3（S13 S16），GB 11643',
    reads: NUMBER_FIELDS,
    verify: (member, { today }) => numberProblems(member, today, false),
  },
  {
    id: '13.1-4',
    title: '同一户内证件号码前 18 位不重复',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    source: 'forms.md §13.1-4（S13 S15 S16）；全县范围的查重由登记时的唯一性检查完成',
    reads: [...NUMBER_FIELDS, 'membership.status', 'membership.start_date', 'membership.end_date'],
    verify: ({ members, today }) => {
      const seen = new Map<string, MemberView>()
      return members().flatMap((member) => {
        const first18 = identityOf(member, today)?.first18
        if (!first18) return []
        const other = seen.get(first18)
        if (!other) seen.set(first18, member)
        return other
          ? [{ field: 'person.id_number', member, message: `${member.name}和${other.name}的证件号码前 18 位相同，同一个人只能登记一次；请核对两人的证件。` }]
          : []
      })
    },
  },
  {
    id: '13.1-5',
    title: '性别、出生日期与证件号码一致',
    official: 'E',
    kind: 'contradiction',
    scope: 'member',
    source: 'forms.md §13.1-5（S14）',
    reads: [...new Set([...SEX_FIELDS, ...AGE_FIELDS])],
    verify: (member, { today, year }) => {
      const identity = soundIdentity(member, today)
      if (!identity) return []
      const { sex, birth_date: birth } = member.person
      const drafts: Draft[] = []
      if (sex && identity.sex && sex !== identity.sex) {
        const right = labelled('sex', identity.sex, year)
        drafts.push({
          field: 'person.sex',
          member,
          message: `${member.name}的性别是“${labelled('sex', sex, year)}”，按证件号码第 17 位应为“${right}”，请核对。`,
          suggestion: { field: 'sex', value: identity.sex, label: `性别改为${right}` },
        })
      }
      if (birth && identity.birthDate && birth !== identity.birthDate) {
        drafts.push({
          field: 'person.birth_date',
          member,
          message: `${member.name}的出生日期是 ${birth}，证件号码里是 ${identity.birthDate}，请核对。`,
          suggestion: { field: 'birth_date', value: identity.birthDate, label: `出生日期改为 ${identity.birthDate}` },
        })
      }
      return drafts
    },
  },
  {
    id: '13.1-10',
    title: '成员电话是手机号码',
    official: 'W',
    kind: 'doubt',
    scope: 'member',
    source: 'forms.md §13.1-10（S13 S16）',
    reads: ['person.phone'],
    verify: (member) =>
      isDoubtfulPhone(member.person.phone)
        ? [{ field: 'person.phone', member, message: `${member.name}的电话不是 11 位手机号码（1 开头，第二位 3–9），请核对；确实是座机的可以说明。` }]
        : [],
  },
  {
    id: '13.1-10h',
    title: '户联系电话是手机号码',
    official: 'W',
    kind: 'doubt',
    scope: 'household',
    source: 'forms.md §13.1-10（S13 S16）',
    reads: ['household.phone'],
    verify: ({ household }) =>
      isDoubtfulPhone(household.phone)
        ? [{ field: 'household.phone', message: '户联系电话不是 11 位手机号码（1 开头，第二位 3–9），请核对；确实是座机的可以说明。' }]
        : [],
  },
  {
    id: '13.1-11',
    title: '没有身份证的人（999999 开头）逐一说明',
    official: 'W',
    kind: 'doubt',
    scope: 'member',
    source: 'forms.md §13.1-11（S16）',
    reads: NUMBER_FIELDS,
    verify: (member, { today }) =>
      identityOf(member, today)?.kind === 'special'
        ? [{ field: 'person.id_number', member, message: `${member.name}的证件号码是 999999 开头的代用号，请说明没有身份证的原因，办证后及时改正。` }]
        : [],
  },
  {
    id: '13.1-12',
    title: '有残疾证的人健康状况不得为健康',
    official: 'E',
    kind: 'contradiction',
    scope: 'member',
    relaxed: '健康状况为残疾而没有残疾证号，可能只是还没有录入或没有办证，只列入“未填全”。',
    source: 'forms.md §13.1-12（S14 S16）',
    reads: [...NUMBER_FIELDS, 'person.disability_card_no', 'person_year.health'],
    verify: (member, { today }) =>
      isHealthy(member) && hasDisabilityCard(member, today)
        ? [{ field: 'person_year.health', member, message: `${member.name}有残疾人证，健康状况却是“健康”；请把健康状况改为“残疾”，或者核对证件号码。` }]
        : [],
  },
  {
    id: '13.1-12a',
    title: '“健康”不与其他健康状况同选',
    official: 'W',
    kind: 'doubt',
    scope: 'member',
    source: 'codelists 健康状况 AAB017（互斥未核实）',
    reads: ['person_year.health'],
    verify: (member) =>
      healthOf(member).length > 1 && healthOf(member).includes('01')
        ? [{ field: 'person_year.health', member, message: `${member.name}的健康状况同时选了“健康”和其他项，请去掉一个。` }]
        : [],
  },
  {
    id: '13.1-12b',
    title: '残疾证号与证件号码、残疾类别和等级相符',
    official: 'W',
    kind: 'doubt',
    scope: 'member',
    source: 'forms.md §12（残疾证 = 身份证 18 位 + 类别 + 等级）',
    reads: [...NUMBER_FIELDS, 'person.disability_card_no', 'person.disability_category', 'person.disability_level'],
    verify: (member, { today, year }) => disabilityCardDrafts(member, today, year),
  },
]

function isDoubtfulPhone(phone: string | null | undefined): boolean {
  return Boolean(phone) && !/^1[3-9]\d{9}$/.test(phone ?? '')
}

function disabilityCardDrafts(member: MemberView, today: string, year: number): readonly Draft[] {
  const own = identityOf(member, today)
  const card = cardIdentity(member) ?? own
  if (!card || card.disabilityCategory === null || card.disabilityLevel === null) return []
  const { disability_category: category, disability_level: level } = member.person
  const drafts: Draft[] = []
  if (own?.first18 && own.first18 !== card.first18) {
    drafts.push({ field: 'person.disability_card_no', member, message: `${member.name}的残疾证号前 18 位与证件号码不同，请核对是不是同一个人的证件。` })
  }
  if (category && category !== card.disabilityCategory) {
    drafts.push({
      field: 'person.disability_category',
      member,
      message: `${member.name}的残疾类别是“${labelled('disability_category', category, year)}”，按残疾证第 19 位应为“${labelled('disability_category', card.disabilityCategory, year)}”，请核对。`,
    })
  }
  if (level && level !== card.disabilityLevel) {
    drafts.push({
      field: 'person.disability_level',
      member,
      message: `${member.name}的残疾等级是“${labelled('disability_level', level, year)}”，按残疾证第 20 位应为“${labelled('disability_level', card.disabilityLevel, year)}”，请核对。`,
    })
  }
  return drafts
}
