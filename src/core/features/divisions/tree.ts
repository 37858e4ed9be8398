/** The divisions of the office as a tree, with what is on file in each. */
import { scopeCondition } from '../../access/asker.ts'
import { divisionFilter, divisionPrefix, type Permitted } from '../../access/permissions.ts'
import type { DivisionLevel } from '../../catalogue/types.ts'
import type { Store } from '../../store/index.ts'
import { inForce } from './former.ts'
import type { OfficeDivision, OfficeDivisions } from './officeDivisions.ts'

/** Items of the code list 村属性 that mean a registered poor village. */
export const POOR_VILLAGE_CODES = ['x1', 'x2', 'x3'] as const

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
  readonly households: number
  readonly people: number
  readonly poorVillage: boolean
}

/** Province to village; a division entered as its own ancestor must not hang the program. */
const LEVELS = 5

interface Count {
  households: number
  people: number
}

/**
 * The divisions in force in a year (all that are in force now without one), parents before children, with the households that are
 * valid and their members. Users limited to divisions get those, what is above them, and the counts of theirs alone.
 */
export function divisionTree(office: Holding, user: Permitted, year: number): TreeNode[] {
  const filter = divisionFilter(user)
  // What lies above the office itself (province, city) is on file for addresses only.
  const unit = divisionPrefix(office.unit.code)
  const shown = office.divisions.all().filter((division) => division.code.startsWith(unit) && inForce(division, year) && isShown(division, filter))
  const known = new Set(shown.map(({ code }) => code))
  const counts = countsOf(office, user, (code) => office.divisions.get(code)?.parent_code ?? null)
  const poor = poorVillages(office)
  return inTreeOrder(shown, known).map((division) => ({
    code: division.code,
    name: office.divisions.nameOf(division.code, year),
    level: division.level,
    parent: division.parent_code !== null && known.has(division.parent_code) ? division.parent_code : null,
    households: counts.get(division.code)?.households ?? 0,
    people: counts.get(division.code)?.people ?? 0,
    poorVillage: poor.has(division.code),
  }))
}

function isShown(division: OfficeDivision, filter: readonly string[] | null): boolean {
  if (filter === null) return true
  const prefix = divisionPrefix(division.code)
  return filter.some((own) => prefix.startsWith(own) || own.startsWith(prefix))
}

function countsOf(office: Holding, user: Permitted, parentOf: (code: string) => string | null): Map<string, Count> {
  const scope = scopeCondition(user, 'village')
  const villages = office.store.read.all<{ village: string | null; households: number; people: number }>(
    `SELECT village, count(*) AS households, coalesce(sum(population), 0) AS people FROM household
     WHERE deleted = 0 AND coalesce(valid, 1) = 1 AND ${scope.sql} GROUP BY village`,
    ...scope.parameters,
  )
  const counts = new Map<string, Count>()
  for (const { village, households, people } of villages) {
    let code = village
    for (let level = 0; code !== null && level < LEVELS; level += 1, code = parentOf(code)) {
      const count = counts.get(code) ?? { households: 0, people: 0 }
      counts.set(code, { households: count.households + households, people: count.people + people })
    }
  }
  return counts
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
