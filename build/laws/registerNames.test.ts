/** Nothing may know a register by name that the catalogue can say. The ceilings only ever come down (`npm run laws:lower`). */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '../scripts/buildScreens.ts'
import { areaOf, mentions, namedIn, namesIn, type Mentions } from './registerNames.ts'
import { OWN } from './registerNamesAllowed.ts'

it('no area names a register more often than its ceiling says; a new area names none', () => {
  const ceilings = JSON.parse(readFileSync(join(ROOT, 'build/laws/registerNames.json'), 'utf8')) as Mentions
  const files = new Map<string, Map<string, number>>()
  const today = mentions(ROOT, (file, names) => {
    files.set(
      file,
      names.reduce((counts, name) => counts.set(name, (counts.get(name) ?? 0) + 1), new Map<string, number>()),
    )
  })
  const over = Object.entries(today).flatMap(([area, names]) =>
    Object.entries(names).flatMap(([name, count]) => {
      const most = ceilings[area]?.[name] ?? 0
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
})

it('what is left out is there, and says why', () => {
  for (const { path, reason } of OWN) {
    expect(existsSync(join(ROOT, path)) || globSync(`${path}*`, { cwd: ROOT }).length > 0, path).toBe(true)
    expect(reason).not.toBe('')
  }
})

it('no file of the program knows the family of the tests', () => {
  const knowing = globSync('{src,resources,e2e,docs}/**/*.{ts,tsx,json,md}', { cwd: ROOT })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.startsWith('src/core/testing/guard/') && !/\.guard\.(?:test|spec)\./.test(file))
    .filter((file) => /gadget/i.test(readFileSync(join(ROOT, file), 'utf8')))
  expect(knowing).toEqual([])
})
