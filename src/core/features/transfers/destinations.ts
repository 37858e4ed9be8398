/** Where households and people may move to, and who may move them. */
import { divisionPrefix } from '../../access/permissions.ts'
import { AppError } from '../../errors.ts'
import type { Office } from '../../runtime.ts'
import type { ListedDivision, NationalDivisions } from '../divisions/index.ts'
import type { Desk } from '../exchange/index.ts'

/**
 * Villages of the county, to move a household to: those the office has on file as they are now and, for the other townships of which an
 * office may have none, those of the national list. `text` is a part of the name of township and village, or the beginning of a code.
 */
export async function destinations(office: Office, national: NationalDivisions, text: string): Promise<{ code: string; name: string }[]> {
  const prefix = divisionPrefix(office.unit.code).slice(0, 6)
  const found = new Map<string, string>()
  for (const division of office.divisions.all()) {
    if (division.level === 'village' && division.valid_to === null && division.code.startsWith(prefix))
      found.set(division.code, office.divisions.fullName(division.code))
  }
  for (const { village, township } of await countyVillages(national, prefix)) {
    if (office.divisions.get(village.code) === undefined) found.set(village.code, `${township.name}${village.name}`)
  }
  const wanted = text.trim()
  return [...found]
    .filter(([code, name]) => wanted === '' || name.includes(wanted) || code.startsWith(wanted))
    .map(([code, name]) => ({ code, name }))
    .toSorted((one, other) => (one.code < other.code ? -1 : 1))
}

async function countyVillages(national: NationalDivisions, prefix: string): Promise<{ village: ListedDivision; township: ListedDivision }[]> {
  if (prefix.length !== 6 || (await national.find(`${prefix}000000`)) === null) return []
  const townships = await national.children(`${prefix}000000`)
  const villages = await Promise.all(townships.map(async (township) => (await national.children(township.code)).map((village) => ({ village, township }))))
  return villages.flat()
}

/** Why somebody may not move anything out of or into a village. */
export function notInCharge(desk: Desk, village: string, doing: string): AppError {
  const other = desk.unitInChargeOf(village)
  return new AppError('FORBIDDEN', `您不能${doing}：这个村不由您负责。`, other === null ? '请让管理员或负责该村的录入员办理。' : `请由${other.unitName}办理。`)
}
