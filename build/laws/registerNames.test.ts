/** Nothing may know a register by name that the catalogue can say. The ceilings only ever come down (`npm run laws:lower`). */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '../scripts/buildScreens.ts'
import { areaOf, CEILINGS, ceilingsText, ENGINES, folderOf, mentions, namedIn, namesIn, readCeilings } from './registerNames.ts'
import { CONCEPTS, OTHERWISE_MEANT, OWN } from './registerNamesAllowed.ts'

/** More than a word or two. */
const SAID = /^.{12,}$/u

const files = new Map<string, Map<string, number>>()
const today = mentions(ROOT, (file, names) => {
  files.set(
    file,
    names.reduce((counts, name) => counts.set(name, (counts.get(name) ?? 0) + 1), new Map<string, number>()),
  )
})

it('no area names a register more often than its ceiling says; a new area names none', () => {
  const ceilings = readCeilings(ROOT)
  const over = Object.entries(today).flatMap(([area, names]) =>
    Object.entries(names).flatMap(([name, count]) => {
      const most = ceilings[area]?.[name]?.most ?? 0
      if (count <= most) return []
      const where = [...files].flatMap(([file, counts]) => (areaOf(file) === area && counts.has(name) ? [`${file} ${counts.get(name)}`] : []))
      return [`${area}: ${name} ${count}, the ceiling is ${most} (${where.join(', ')})`]
    }),
  )
  expect(over).toEqual([])
})

it('reads identifiers, texts, SQL and paths by their words', () => {
  expect(namedIn('householdYears household_year HouseholdYear')).toEqual(['household_year', 'household_year', 'household_year'])
  expect(namedIn('person_id thePeople personal households')).toEqual(['person', 'household'])
  const source =
    "import { x } from '../household/x.ts'\n// person\nconst { helper, a: village_group } = x(`SELECT * FROM pairing WHERE ${a.organizationId} = 1`, 'villager')\n"
  expect(namesIn('a.ts', source).toSorted()).toEqual(['helper', 'household', 'organization', 'pairing', 'village_group'])
  expect(areaOf('src/core/features/imports/plan.ts')).toBe('core/features/imports')
  expect(areaOf('src/renderer/src/frame/menu.ts')).toBe('renderer/frame')
  expect(folderOf('renderer/frame')).toBe('src/renderer/src/frame')
})

it('the engines and what all screens are made of name no register', () => {
  expect(Object.keys(today).filter((area) => ENGINES.includes(area))).toEqual([])
  expect(Object.keys(readCeilings(ROOT)).filter((area) => ENGINES.includes(area))).toEqual([])
  for (const engine of ENGINES) expect(existsSync(join(ROOT, folderOf(engine))), engine).toBe(true)
})

it('what is left says why, and what is left out is there', () => {
  const ceilings = readCeilings(ROOT)
  for (const [area, names] of Object.entries(ceilings)) for (const [name, { reason }] of Object.entries(names)) expect(reason, `${area}: ${name}`).toMatch(SAID)
  expect(readFileSync(join(ROOT, CEILINGS), 'utf8')).toBe(ceilingsText(ceilings))
  for (const { path, reason } of OWN) {
    expect(existsSync(join(ROOT, path)) || globSync(`${path}*`, { cwd: ROOT }).length > 0, path).toBe(true)
    expect(reason, path).toMatch(SAID)
  }
  for (const reason of Object.values(CONCEPTS)) expect(reason).toMatch(SAID)
})

it('a word that means something else stands there as often as it is said to', () => {
  for (const { path, name, times, reason } of OTHERWISE_MEANT) {
    expect(namesIn(path, readFileSync(join(ROOT, path), 'utf8')).filter((one) => one === name).length, `${path}: ${name}`).toBe(times)
    expect(reason, path).toMatch(SAID)
  }
})

it('no file of the program knows the family of the tests', () => {
  const knowing = globSync('{src,resources,e2e,docs}/**/*.{ts,tsx,json,md}', { cwd: ROOT })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.startsWith('src/core/testing/guard/') && !/\.guard\.(?:test|spec)\./.test(file))
    .filter((file) => /gadget/i.test(readFileSync(join(ROOT, file), 'utf8')))
  expect(knowing).toEqual([])
})
