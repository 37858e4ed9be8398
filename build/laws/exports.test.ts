/** That what a file gives out is taken somewhere else: what nobody takes is private to its file, or left over. Types may stand in what is taken. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '../scripts/buildScreens.ts'

const WORD = /[A-Za-z_$][\w$]*/g
const DECLARED = /^export (?:abstract |async )*(?:const|let|function\*?|class|enum) ([\w$]+)/gm
const LISTED = /^export \{([^}]*)\}/gm
/** Code lists are taken file by file; what tests are made of is found by what they name. */
const TAKEN_WHOLE = /^src\/core\/catalogue\/codes\/|\/testing\//

/** The values that a source gives out, by name. */
export function givenOut(source: string): string[] {
  const listed = [...source.matchAll(LISTED)].flatMap(([, names = '']) =>
    names
      .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '' && !one.startsWith('type '))
      .map((one) => one.split(/\s+/).at(-1) ?? ''),
  )
  return [...[...source.matchAll(DECLARED)].map(([, name = '']) => name), ...listed]
}

it('reads declarations and lists', () => {
  expect(givenOut("export const a = 1\nexport async function b() {}\nexport type C = string\nexport { d, type E, f as g } from './h.ts'\nconst i = 1")).toEqual(
    ['a', 'b', 'd', 'g'],
  )
})

it('every name that a file of the program gives out is taken by another file', () => {
  const files = globSync('{src,build,e2e}/**/*.{ts,tsx}', { cwd: ROOT })
  const sources = new Map(files.map((file) => [file.replaceAll('\\', '/'), readFileSync(join(ROOT, file), 'utf8')]))
  const takenIn = new Map<string, number>()
  for (const source of sources.values()) for (const word of new Set(source.match(WORD))) takenIn.set(word, (takenIn.get(word) ?? 0) + 1)
  const checked = [...sources].filter(([file]) => file.startsWith('src/') && !file.endsWith('.d.ts') && !TAKEN_WHOLE.test(file))
  expect(checked.length).toBeGreaterThan(1500)
  const left = checked.flatMap(([file, source]) =>
    givenOut(source)
      .filter((name) => (takenIn.get(name) ?? 0) < 2)
      .map((name) => `${file}: ${name}`),
  )
  expect(left).toEqual([])
})
