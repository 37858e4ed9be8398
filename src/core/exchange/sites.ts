/** The sites that exchange data, and who of them is in charge of what. */
import { fieldsKeptApart } from '../catalogue/derive/keepers.ts'
import { isKeptAt } from '../catalogue/derive/locks.ts'
import { registerOf } from '../catalogue/index.ts'
import { levelOfUnit } from '../rules/levels.ts'
import { divisionPrefix } from '../access/permissions.ts'
import { MOVE_KIND, SUCCESSION_KIND } from '../store/changeKinds.ts'
import type { ReadDatabase } from '../store/index.ts'
import type { InCharge } from '../store/transaction.ts'

export interface Site {
  readonly id: string
  readonly unit: string
  readonly unitName: string
  readonly label: string
  readonly signingKey: string
  readonly sealingKey: string
  readonly state: 'admitted' | 'withdrawn'
  readonly admittedOn: string | null
  readonly withdrawnOn: string | null
}

/** What a PC calls itself before anybody has named it: says nothing to others. */
export const UNNAMED = '本机'

/** A site as the others call it: its unit and, where it has one, its name. */
export function siteTitle({ unitName, label }: Pick<Site, 'unitName' | 'label'>): string {
  return label === UNNAMED ? unitName : `${unitName} · ${label}`
}

interface SiteRow {
  id: string
  unit: string
  unit_name: string
  label: string
  signing_key: string
  sealing_key: string
  state: 'admitted' | 'withdrawn'
  admitted_on: string | null
  withdrawn_on: string | null
}

/** All sites on file, withdrawn ones included, the superior office first. */
export function sitesOf(database: ReadDatabase): Site[] {
  return database.all<SiteRow>('SELECT * FROM site WHERE deleted = 0 ORDER BY unit, label, id').map((row) => ({
    id: row.id,
    unit: row.unit,
    unitName: row.unit_name,
    label: row.label,
    signingKey: row.signing_key,
    sealingKey: row.sealing_key,
    state: row.state,
    admittedOn: row.admitted_on,
    withdrawnOn: row.withdrawn_on,
  }))
}

/** Whether a unit is above another one: its divisions include all of the other's and more. */
export function isAbove(unit: string, other: string): boolean {
  const prefix = divisionPrefix(unit)
  return prefix.length < divisionPrefix(other).length && other.startsWith(prefix)
}

/** Whether a division lies within a unit. */
export function isWithin(division: string, unit: string): boolean {
  return division.startsWith(divisionPrefix(unit))
}

/**
 * A site in use of the nearest office above: for a village PC its township where that has one, else the county. Undefined for the office
 * that nobody is above, and for one that stands alone.
 */
export function superiorOf(sites: readonly Site[], unit: string): Site | undefined {
  let nearest: Site | undefined
  for (const site of sites) {
    if (site.state !== 'admitted' || !isAbove(site.unit, unit)) continue
    if (nearest === undefined || isAbove(nearest.unit, site.unit)) nearest = site
  }
  return nearest
}

/** A site in use of the office above that has nobody above it: what no office in between has is its own. */
export function topOf(sites: readonly Site[], unit: string): Site | undefined {
  return sites.find((site) => site.state === 'admitted' && isAbove(site.unit, unit) && superiorOf(sites, site.unit) === undefined)
}

/**
 * The unit whose word counts for a division: the most local one that has a site in use. `fallback` where none has
 * (villages of townships without a PC are the superior office's).
 */
export function unitInCharge(sites: readonly Site[], division: string, fallback: string): string {
  let found: string | null = null
  for (const site of sites) {
    if (site.state !== 'admitted' || !isWithin(division, site.unit)) continue
    if (found === null || divisionPrefix(site.unit).length > divisionPrefix(found).length) found = site.unit
  }
  return found ?? fallback
}

/** Kinds of change set that are right wherever they are made: an office being filled, the two halves of a transfer, what the office above decides about it, what goes along with its village. */
const EVERYWHERE: ReadonlySet<string> = new Set(['set-up', 'demo', MOVE_KIND, 'decision', SUCCESSION_KIND])

/** Whether the office of a unit is the one in charge of a place, by the sites on file. */
export function isInCharge(sites: readonly Site[], unit: string, place: string): boolean {
  return unitInCharge(sites, place, isWithin(place, unit) ? unit : '') === unit
}

/**
 * What this site is in charge of, by the sites on file; null while it exchanges data with nobody, for then it is in charge of all it has.
 */
export function responsibilityOf(sites: readonly Site[], unit: string): InCharge | null {
  if (!sites.some((site) => site.state === 'admitted' && site.unit !== unit)) return null
  const isSuperior = superiorOf(sites, unit) === undefined
  const units = new Map<string, boolean>()
  const ownPlace = (owner: string): boolean => {
    let mine = units.get(owner)
    if (mine === undefined) units.set(owner, (mine = isInCharge(sites, unit, owner)))
    return mine
  }
  const level = levelOfUnit(unit)
  return ({ register, owner, kind, values = {}, field }) => {
    if (EVERYWHERE.has(kind)) return true
    // Which of two records entered twice is to stay only the office that sees both can say.
    if (kind === 'duplicate' && isSuperior) return true
    const definition = registerOf(register)
    const apart = field === undefined ? undefined : fieldsKeptApart(definition).find(({ key }) => key === field)?.keptBy
    const kept = apart ?? definition.keptBy ?? (definition.owner === undefined ? 'anyone' : 'owner')
    if (typeof kept === 'object') {
      const division = kept.divisionIn === undefined ? owner : values[kept.divisionIn]
      return isKeptAt(kept, values, level) && (typeof division !== 'string' || isWithin(division, unit))
    }
    switch (kept) {
      case 'anyone':
        return true
      case 'county':
        return isSuperior
      // Who is above the village reviews it, whoever enters its values.
      case 'both':
        return isSuperior || owner === null || isWithin(owner, unit)
      case 'owner':
        return owner === null || ownPlace(owner)
    }
  }
}
