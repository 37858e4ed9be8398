/** The divisions of the office as a tree. */
import { divisionFilter, divisionPrefix, type Permitted } from '../../access/permissions.ts'
import type { DivisionLevel } from '../../rules/levels.ts'
import type { Store } from '../../store/index.ts'
import { inForce } from './former.ts'
import type { OfficeDivision, OfficeDivisions } from './officeDivisions.ts'

/** Items of the code list 村属性 that mean a registered poor village. */
const POOR_VILLAGE_CODES = ['x1', 'x2', 'x3'] as const

/** What of an office the tree is made of. */
export interface Holding {
  readonly store: Store
  readonly divisions: OfficeDivisions
  readonly unit: { readonly code: string }
}

export interface TreeNode {
  readonly code: string
  readonly name: string
  readonly level: DivisionLevel
  readonly parent: string | null
  readonly poor: boolean
}

/**
 * The divisions in force in a year (all that are in force now without one), parents before children. Users limited to divisions get those and
 * what is above them.
 */
export function divisionTree(office: Holding, user: Permitted, year: number): TreeNode[] {
  const filter = divisionFilter(user)
  // What lies above the office itself (province, city) is on file for addresses only.
  const unit = divisionPrefix(office.unit.code)
  const shown = office.divisions.all().filter((division) => division.code.startsWith(unit) && inForce(division, year) && isShown(division, filter))
  const known = new Set(shown.map(({ code }) => code))
  const poor = poorVillages(office)
  return inTreeOrder(shown, known).map((division) => ({
    code: division.code,
    name: office.divisions.nameOf(division.code, year),
    level: division.level,
    parent: division.parent_code !== null && known.has(division.parent_code) ? division.parent_code : null,
    poor: poor.has(division.code),
  }))
}

function isShown(division: OfficeDivision, filter: readonly string[] | null): boolean {
  if (filter === null) return true
  const prefix = divisionPrefix(division.code)
  return filter.some((own) => prefix.startsWith(own) || own.startsWith(prefix))
}

function poorVillages(office: Holding): Set<string> {
  const rows = office.store.read.all<{ village: string }>(
    `SELECT village FROM village WHERE deleted = 0 AND village_attribute IN (${POOR_VILLAGE_CODES.map(() => '?').join(', ')})`,
    ...POOR_VILLAGE_CODES,
  )
  return new Set(rows.map(({ village }) => village))
}

/** Depth first, siblings by code; what has no parent among those shown begins a tree of its own. */
function inTreeOrder(divisions: readonly OfficeDivision[], known: ReadonlySet<string>): OfficeDivision[] {
  const children = new Map<string | null, OfficeDivision[]>()
  for (const division of divisions) {
    const parent = division.parent_code !== null && known.has(division.parent_code) ? division.parent_code : null
    const siblings = children.get(parent)
    if (siblings === undefined) children.set(parent, [division])
    else siblings.push(division)
  }
  const order: OfficeDivision[] = []
  const visit = (parent: string | null): void => {
    for (const division of children.get(parent) ?? []) {
      order.push(division)
      visit(division.code)
    }
  }
  visit(null)
  return order
}
