/** forms.md §13.1 rules 6–7, §13.4 rules 43–44, §13.6 rule 54 and the generation, name and date rules of mechanisms.md §6. */
import { oddName } from '#core/catalogue/derive/names.ts'
import { birthDateOf, labelled, MEMBERSHIP_FIELDS, sexOf, SEX_FIELDS } from './members.ts'
import type { MemberView } from './members.ts'
import { isCertainlyAfter } from '#core/rules/partialDate.ts'
import type { CheckContext } from './context.ts'
import type { CheckRule, Draft, FieldPath } from './types.ts'

const HEAD = '01'
const SPOUSE = '02'
/** Relations that only one sex can have (codelists 与户主关系; 2020 additions as GitHub Gzuwkj/fuping 2_01_004). */
export const MALE_RELATIONS: readonly string[] = ['03', '06', '07', '09', '11', '13', '15', '17', '19', 'x2', 'x4', 'x7']
export const FEMALE_RELATIONS: readonly string[] = ['04', '05', '08', '10', '12', '14', '16', '18', '20', 'x3', 'x5', 'x6']
/** Blood relations that must be younger or older than the head. Relations by marriage are not judged. */
const YOUNGER_RELATIONS: readonly string[] = ['03', '04', '07', '08', '09', '10', 'x2', 'x3']
const OLDER_RELATIONS: readonly string[] = ['11', '12', '17', '18', '19', '20']

const RELATION_FIELDS = ['membership.relation', ...MEMBERSHIP_FIELDS] as const satisfies readonly FieldPath[]

function withRelation(context: CheckContext, relation: string): readonly MemberView[] {
  return context.members().filter((member) => member.membership.relation === relation)
}

function names(members: readonly MemberView[]): string {
  return members.map((member) => member.name).join('、')
}

export const familyRules: readonly CheckRule[] = [
  {
    id: '13.1-6',
    title: '与户主关系与性别相符',
    official: 'E',
    kind: 'contradiction',
    scope: 'member',
    source: 'forms.md §13.1-6（S14 S15 S16）',
    reads: ['membership.relation', ...SEX_FIELDS],
    verify: (member, { today, year }) => {
      const { relation } = member.membership
      const sex = sexOf(member, today)
      const wanted = relation && MALE_RELATIONS.includes(relation) ? '1' : relation && FEMALE_RELATIONS.includes(relation) ? '2' : null
      if (sex === null || wanted === null || sex === wanted) return []
      return [
        {
          field: 'membership.relation',
          member,
          message: `${member.name}与户主关系是“${labelled('relation', relation, year)}”，性别却是“${labelled('sex', sex, year)}”，请核对关系或性别。`,
        },
      ]
    },
  },
  {
    id: '13.1-6a',
    title: '户主与配偶不同性别',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    source: 'forms.md §13.1-6（S14 S15 S16）',
    reads: [...RELATION_FIELDS, ...SEX_FIELDS],
    verify: (context) => {
      const [head] = withRelation(context, HEAD)
      const [spouse] = withRelation(context, SPOUSE)
      if (!head || !spouse) return []
      const sex = sexOf(head, context.today)
      if (sex === null || sex !== sexOf(spouse, context.today)) return []
      return [
        {
          field: 'membership.relation',
          member: spouse,
          message: `户主${head.name}和配偶${spouse.name}的性别都是“${labelled('sex', sex, context.year)}”，请核对性别或与户主关系。`,
        },
      ]
    },
  },
  {
    id: '13.1-7',
    title: '每户恰有一个户主、至多一个配偶',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    relaxed: '有成员的关系还没有填时，不判断有没有户主。',
    source: 'forms.md §13.1-7（S13 S14 S16）',
    reads: RELATION_FIELDS,
    verify: (context) => [...headDrafts(context), ...spouseDrafts(context)],
  },
  {
    id: '13.4-43',
    title: '户人数偏多',
    official: 'W',
    kind: 'doubt',
    scope: 'household',
    source: 'forms.md §13.4-43（S14）',
    reads: MEMBERSHIP_FIELDS,
    parameters: ['household_size_doubt'],
    verify: ({ members, threshold }) =>
      members().length >= threshold('household_size_doubt')
        ? [
            {
              field: 'household.population',
              message: `本户有 ${members().length} 人（达到 ${threshold('household_size_doubt')} 人的须说明），请核对有没有应当分户或已经转出的人。`,
            },
          ]
        : [],
  },
  {
    id: '13.4-44',
    title: '填报人数与在册成员数一致',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    source: 'forms.md §13.4-44（S15 W22）',
    reads: MEMBERSHIP_FIELDS,
    verify: ({ members, stated }) => {
      const count = members().length
      const population = stated.population ?? null
      return population === null || population === count || count === 0
        ? []
        : [
            {
              field: 'household.population',
              message: `表里填的家庭人口数是 ${population} 人，在册成员却是 ${count} 人；请核对有没有漏登、多登或应当减少的人。`,
            },
          ]
    },
  },
  {
    id: '13.4-44b',
    title: '成员未录入',
    official: 'W',
    kind: 'doubt',
    scope: 'household',
    source: '一户一行的来表；forms.md §13.4-44（S15 W22）',
    reads: [...MEMBERSHIP_FIELDS, 'household_year.stated_population'],
    verify: ({ members, householdYear }) => {
      const [count, stated] = [members().length, householdYear.stated_population ?? 0]
      if (stated <= count) return []
      const counted = count <= 1 ? `人数先按 ${stated} 人计，录入成员后按成员计` : `人数按录入的 ${count} 人计`
      return [{ field: 'household_year.stated_population', message: `成员未录入：来表写 ${stated} 人，录入的成员是 ${count} 人；${counted}，请补录成员。` }]
    },
  },
  {
    id: '13.4-44a',
    title: '成员都已减少的户应改为无效',
    official: 'E',
    kind: 'doubt',
    scope: 'household',
    relaxed: '成员可以先减少、户后销号；没有任何成员的新户只列入“未填全”。',
    source: 'forms.md §13.4-44（S15 W22）',
    reads: [...MEMBERSHIP_FIELDS, 'household.valid'],
    verify: ({ everyone, members, household, year }) =>
      everyone.length > 0 && members().length === 0 && household.valid !== false
        ? [{ field: 'household.valid', message: `本户在 ${year} 年已没有在册成员；整户死亡或迁出的，请把“是否有效”改为“否”，否则请补上成员。` }]
        : [],
  },
  {
    id: '13.6-54',
    title: '成员的起止日期和生存状态前后一致',
    official: 'E',
    kind: 'contradiction',
    scope: 'member',
    formerToo: true,
    source: 'forms.md §13.6-54（S04），mechanisms.md §6-E30',
    reads: MEMBERSHIP_FIELDS,
    verify: (member, { today }) => membershipDrafts(member, today),
  },
  {
    id: '6-E14',
    title: '辈分与年龄不颠倒',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    source: 'mechanisms.md §6-E14、M02',
    reads: [...RELATION_FIELDS, 'person.birth_date', 'person.id_number', 'person.id_type'],
    verify: (context) => {
      const [head] = withRelation(context, HEAD)
      const born = head ? birthDateOf(head, context.today) : null
      return head && born ? context.members().flatMap((member) => generationDrafts(member, head, born, context)) : []
    },
  },
  {
    id: '6-W04',
    title: '姓名里没有数字、符号和认不得的字，不是代称',
    official: 'W',
    kind: 'doubt',
    scope: 'member',
    source: 'mechanisms.md §6-W04',
    reads: ['person.name'],
    verify: (member) => {
      const { name } = member.person
      const odd = name ? oddName(name) : null
      return odd === null ? [] : [{ field: 'person.name', member, message: `姓名${member.name}${odd.startsWith('有') ? `里${odd}` : odd}。` }]
    },
  },
  {
    id: '6-E30',
    title: '日期不在将来',
    official: 'E',
    kind: 'contradiction',
    scope: 'member',
    source: 'mechanisms.md §6-E30',
    reads: ['person.birth_date'],
    verify: (member, { today }) => {
      const { birth_date: birth } = member.person
      return birth && birth > today ? [{ field: 'person.birth_date', member, message: `${member.name}的出生日期 ${birth} 还没有到，请改正。` }] : []
    },
  },
  {
    id: '6-E30h',
    title: '识别时间和脱贫年度不在将来',
    official: 'E',
    kind: 'contradiction',
    scope: 'household',
    source: 'mechanisms.md §6-E30',
    reads: ['household.first_identified_on', 'household.exit_year', 'household.exit_status'],
    verify: ({ household, today }) => {
      const { first_identified_on: identified, exit_year: exit, exit_status: status } = household
      const drafts: Draft[] = []
      if (identified && identified > today) drafts.push({ field: 'household.first_identified_on', message: `首次识别时间 ${identified} 还没有到，请改正。` })
      if (exit && status !== '2' && exit > Number(today.slice(0, 4))) {
        drafts.push({ field: 'household.exit_year', message: `脱贫年度 ${exit} 年还没有到；打算脱贫的年度请填到“计划脱贫年度”。` })
      }
      return drafts
    },
  },
]

function headDrafts(context: CheckContext): readonly Draft[] {
  const members = context.members()
  const heads = withRelation(context, HEAD)
  const [, second] = heads
  if (second)
    return [
      { field: 'membership.relation', member: second, message: `本户有 ${heads.length} 个户主：${names(heads)}；一户只能有一个户主，请改其他人的与户主关系。` },
    ]
  const [first] = members
  const known = members.every((member) => Boolean(member.membership.relation))
  return first && heads.length === 0 && known
    ? [{ field: 'membership.relation', member: first, message: '本户没有户主；请把一名成员的与户主关系改为“本人或户主”，并相应改其他人的关系。' }]
    : []
}

function spouseDrafts(context: CheckContext): readonly Draft[] {
  const spouses = withRelation(context, SPOUSE)
  const [, second] = spouses
  return second
    ? [
        {
          field: 'membership.relation',
          member: second,
          message: `本户有 ${spouses.length} 个配偶：${names(spouses)}；户主至多一个配偶，请改其他人的与户主关系。`,
        },
      ]
    : []
}

function membershipDrafts(member: MemberView, today: string): readonly Draft[] {
  const { start_date: start, end_date: end, status } = member.membership
  if (start && end && isCertainlyAfter(start, end))
    return [{ field: 'membership.end_date', member, message: `${member.name}的结束日期 ${end} 早于开始日期 ${start}，请改正。` }]
  if (start && start > today) return [{ field: 'membership.start_date', member, message: `${member.name}的开始日期 ${start} 还没有到，请改正。` }]
  if (end && end > today) return [{ field: 'membership.end_date', member, message: `${member.name}的结束日期 ${end} 还没有到，请改正。` }]
  return end && status === '1'
    ? [
        {
          field: 'membership.status',
          member,
          kind: 'doubt',
          message: `${member.name}已在 ${end} 结束与本户的关系，生存状态却还是“正常”；请改为死亡、转出等，或者清空结束日期。`,
        },
      ]
    : []
}

function generationDrafts(member: MemberView, head: MemberView, headBorn: string, { today, year }: CheckContext): readonly Draft[] {
  const { relation } = member.membership
  const born = birthDateOf(member, today)
  if (!relation || !born) return []
  const wanted = YOUNGER_RELATIONS.includes(relation) ? '小' : OLDER_RELATIONS.includes(relation) ? '大' : null
  if (wanted === null || (wanted === '小' ? born > headBorn : born < headBorn)) return []
  const label = labelled('relation', relation, year)
  return [
    {
      field: 'membership.relation',
      member,
      message: `${member.name}（${born} 出生）是户主${head.name}（${headBorn} 出生）的“${label}”，年龄不比户主${wanted}，辈分颠倒；请核对关系或出生日期。`,
    },
  ]
}
