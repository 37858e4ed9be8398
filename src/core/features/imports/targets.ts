/**
 * What the columns of a sheet may be mapped to, register by register, and which heading means what. A roster speaks of several registers at
 * once; a sheet of any other register speaks of its own fields and of what tells the records it refers to apart.
 */
import { headingSpelling } from '#core/catalogue/derive/headings.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { ProfileMaker, type Profile } from './profileMaker.ts'
import { addRegister } from './registerProfile.ts'
import { addRoster, ROSTERS } from './rosterProfile.ts'
import { rosterReading } from './rosterReading.ts'

export type { Profile, Target } from './profileMaker.ts'

const profiles = new Map<string, Profile>()

/** The profile of a register; worked out once. Throws RangeError for a name that is no register. */
export function profileOf(register: string): Profile {
  const known = profiles.get(register)
  if (known !== undefined) return known
  const made = makeProfile(register)
  profiles.set(register, made)
  return made
}

/** What a heading may mean, likeliest first; undefined when nobody knows it. */
export function candidatesOf(profile: Profile, heading: string): readonly string[] | undefined {
  return profile.headings.get(headingSpelling(heading))
}

function makeProfile(name: string): Profile {
  const maker = new ProfileMaker()
  const roster = ROSTERS.includes(name) ? rosterReading : null
  if (roster !== null) addRoster(maker)
  else addRegister(maker, registerOf(name))
  const { targets, headings, aliases, place, years, ignored, again } = maker
  return { register: name, roster, targets, headings, aliases, place, years, ignored, again }
}
