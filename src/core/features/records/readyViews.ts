/** Views that come with the program: what the catalogue declares of a register, with its words as they stand for a year. */
import { askerOf } from '../../access/asker.ts'
import { mayAsk } from '../../registers/hidden.ts'
import type { ReadyView as DeclaredView } from '../../catalogue/listing.ts'
import { knownRegister } from '../../registers/find.ts'
import { povertyLine } from '../../rules/parameters.ts'
import type { Office } from '../../runtime.ts'
import type { Where } from '../../shapes.ts'
import { resolveWhere } from '../../statistics/resolve.ts'
import type { SessionUser } from '../session/contract.ts'
import type { ReadyView } from './contract.ts'

const CENTS = 100
/** Stands for the year of a saved view, which is that of whoever looks through it. */
const ANY_YEAR = 2000

/** Those of which all words stand for something in the year, and that ask only what the user may see. `today` is `YYYY-MM-DD`. */
export function readyViews(office: Office, user: SessionUser, { register: name, year }: { register: string; year: number }, today: string): ReadyView[] {
  const register = knownRegister(name)
  const line = povertyLine(office.parameters(), year, office.unit.code)
  const views = register.screen?.views ?? []
  const settings = {
    ...(line === undefined ? {} : { poverty_line: Math.round(line.yuan * CENTS) }),
    ...monthsOf(office, views, today),
  }
  return views.flatMap(({ key, name: label, where: declared }) => {
    const where = resolved(declared, { year, day: today, settings })
    return where !== null && mayAsk(askerOf(user, office.unit.code), register, where, null) ? [{ key, name: label, where }] : []
  })
}

/** What the parameters are that views count months by (`@months:<parameter>`). */
function monthsOf(office: Office, views: readonly DeclaredView[], today: string): Record<string, number> {
  const words = [...JSON.stringify(views).matchAll(/"@months:([a-z_]+)"/g)].flatMap(([, key]) => key ?? [])
  return Object.fromEntries(
    words.flatMap((key) => {
      const months = office.parameters()(key, today, office.unit.code)
      return months === undefined ? [] : [[key, months] as const]
    }),
  )
}

/** Null where a word stands for nothing in the year. */
function resolved(where: Where, asked: Parameters<typeof resolveWhere>[1]): Where | null {
  try {
    return resolveWhere(where, asked)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** A filter kept for every year (`@year`), as it is for some year. */
export function inAnyYear(where: Where): Where {
  return withYear(where, ANY_YEAR) as Where
}

function withYear(value: unknown, year: number): unknown {
  if (Array.isArray(value)) return value.map((one) => withYear(one, year))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === 'year' && inner === '@year' ? year : withYear(inner, year)]))
}
