/** What a sign stands for and is not on the map yet. */
import { AppError } from '../../errors.ts'
import type { Office } from '../../runtime.ts'
import type { Where } from '../../shapes.ts'
import { registerOf } from '../../catalogue/index.ts'
import type { SessionUser } from '../session/contract.ts'
import { signsOf } from './view.ts'

const MOST = 100

/** Which records of a register belong on the map of a place and year. */
const BELONGS: Readonly<Record<string, (place: string, year: number) => Where>> = {
  village: (place) => ({ village: place }),
  village_group: (place) => ({ village: place }),
  household: (place, year) => ({ village: place, valid: { ne: false }, exists: { register: 'household_year', by: 'household_id', where: { year } } }),
  project: (place, year) => ({
    and: [
      { year: { lte: year }, stage: { ne: 'taken_out' } },
      { or: [{ place }, { exists: { register: 'project_village', by: 'project_id', where: { village: place } } }] },
    ],
  }),
}

export interface Unplaced {
  readonly total: number
  readonly records: { register: string; id: string; title: string; detail: string }[]
}

/** Throws NOT_FOUND for a map or sign that is none, VALIDATION for a sign that stands for no register. */
export function unplacedOn(
  office: Office,
  user: SessionUser,
  { map, sign, text }: { readonly map: string; readonly sign: string; readonly text?: string | undefined },
): Unplaced {
  const row = office.records.get(user, 'battle_map', map)
  const found = signsOf(office, user).find(({ id }) => id === sign)
  if (found === undefined) throw new AppError('NOT_FOUND', '没有这种图例。', '请刷新页面，重新选图例。')
  if (found.standsFor === 'none') throw new AppError('VALIDATION', `“${found.name}”不代表台账里的记录。`, '请直接把它放到图上，写上名称。')
  const register = found.standsFor
  const { owner = '' } = registerOf(register)
  const place = String(row['place'])
  const where: Where = {
    and: [BELONGS[register]?.(place, Number(row['year'])) ?? { [owner]: place }, { none: { register: 'map_marker', by: 'subject', where: { map_id: map } } }],
  }
  const page = office.records.query(user, { register, where, limit: MOST, ...(text === undefined || text.trim() === '' ? {} : { text }) })
  const titles = office.records.titlesOf(
    register,
    page.rows.map(({ id }) => String(id)),
  )
  return {
    total: page.total,
    records: page.rows.map((one) => ({
      register,
      id: String(one['id']),
      title: titles.get(String(one['id'])) ?? '',
      detail: String(one[`${owner}$title`] ?? ''),
    })),
  }
}
