/** Names of divisions wherever they are: those of the office as it has them on file, others by the national list. */
import { LOWEST_LEVEL } from '../../rules/levels.ts'
import type { NationalDivisions } from './list.ts'
import type { OfficeDivisions } from './officeDivisions.ts'

/** Township and village of a code, or the name of what is above them; the code itself when nobody lists it. */
export async function placeName(divisions: OfficeDivisions, national: NationalDivisions, code: string): Promise<string> {
  if (divisions.get(code) !== undefined) return divisions.fullName(code)
  const found = await national.find(code)
  if (found === null) return code
  return (
    (await national.path(code))
      .filter(({ level }) => level === 'township' || level === LOWEST_LEVEL)
      .map(({ name }) => name)
      .join('') || found.name
  )
}
