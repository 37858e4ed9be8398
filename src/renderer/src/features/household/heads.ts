/** A new head: how the others stand to them, as far as that follows from how they stood to the old one. */
import type { Row } from '#core/shapes.ts'

const HEAD = '01'
const SPOUSE = '02'
const CHILDREN = ['03', '04']
const OTHER_DESCENDANTS = ['05', '06', '07', '08', '09', '10']
const isMan = (sex: unknown): boolean => sex === '1'
const bySex = (sex: unknown, man: string, woman: string): string | null => (sex === '1' ? man : sex === '2' ? woman : null)

/** Parents of one spouse, as the other one calls them: 之父 of the wife is 之岳父 of her husband. */
function parentInLaw(relation: string, newHeadSex: unknown): string | null {
  const husband: Readonly<Record<string, string>> = { '11': '13', '12': '14', '15': '11', '16': '12' }
  const wife: Readonly<Record<string, string>> = { '11': '15', '12': '16', '13': '11', '14': '12' }
  if (newHeadSex !== '1' && newHeadSex !== '2') return null
  return (isMan(newHeadSex) ? husband : wife)[relation] ?? null
}

/**
 * Relation to the new head, or null where it does not follow and must be chosen.
 * @param newHead relation (to the old head) and sex of the new head
 * @param member  relation and sex of someone else in the household; the old head has 01
 */
export function proposedRelation(
  newHead: { readonly relation: string; readonly sex: unknown },
  member: { readonly relation: string; readonly sex: unknown },
): string | null {
  if (newHead.relation === SPOUSE) {
    if (member.relation === HEAD) return SPOUSE
    return CHILDREN.includes(member.relation) || OTHER_DESCENDANTS.includes(member.relation) ? member.relation : parentInLaw(member.relation, newHead.sex)
  }
  if (CHILDREN.includes(newHead.relation)) {
    if (member.relation === HEAD || member.relation === SPOUSE) return bySex(member.sex, '11', '12')
    return member.relation === '11' ? '17' : member.relation === '12' ? '18' : null
  }
  if (newHead.relation === '11' || newHead.relation === '12') {
    if (member.relation === HEAD) return bySex(member.sex, '03', '04')
    if (member.relation === SPOUSE) return bySex(member.sex, '06', '05')
    if (member.relation === '11' || member.relation === '12') return SPOUSE
    return member.relation === '03' ? '07' : member.relation === '04' ? '08' : null
  }
  return null
}

/** Relation and sex of a member's rows. */
export function standing(member: { readonly person: Row; readonly membership: Row }): { readonly relation: string; readonly sex: unknown } {
  return { relation: String(member.membership['relation'] ?? ''), sex: member.person['sex'] }
}
