/** That the looks of a feature are its own, that what asks for a class finds it, and that no class is left over. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '../scripts/buildScreens.ts'

const SCREENS = join(ROOT, 'src/renderer/src')
const sheets = globSync('**/*.module.css', { cwd: SCREENS })
const sources = globSync('**/*.{ts,tsx}', { cwd: SCREENS }).filter((file) => !file.includes('.test.'))
const read = (file: string): string => readFileSync(join(SCREENS, file), 'utf8')

/** The sheets that a source imports, each by the name it has there. */
function imported(file: string): [name: string, sheet: string][] {
  return [...read(file).matchAll(/import (\w+) from '([^']+\.module\.css)'/g)].map(([, name = '', path = '']) => [
    name,
    relative(SCREENS, join(SCREENS, dirname(file), path)),
  ])
}

/** The sheets that a sheet takes classes from, with these. */
function composed(file: string): [sheet: string, classes: string[]][] {
  return [...read(file).matchAll(/composes: ([\w ]+) from "([^"]+)"/g)].map(([, classes = '', path = '']) => [
    relative(SCREENS, join(SCREENS, dirname(file), path)),
    classes.split(' '),
  ])
}

const classesOf = (sheet: string): Set<string> =>
  new Set(
    [
      ...read(sheet)
        .replaceAll(/\/\*[\s\S]*?\*\/|"[^"]*"|:global\([^)]*\)|\{[^{}]*\}/g, '{}')
        .matchAll(/\.([a-zA-Z][\w-]*)/g),
    ].map(([, name = '']) => name),
  )

/** Classes that a source asks of a sheet: named, or all of it where the name is computed. */
function asked(file: string, name: string): string[] | 'all' {
  const text = read(file).replaceAll(/import .*\n/g, '')
  if (new RegExp(`\\b${name}\\[(?!')`).test(text) || new RegExp(`[(,{=] ?${name}[),}]`).test(text)) return 'all'
  return [...text.matchAll(new RegExp(`\\b${name}(?:\\['([\\w-]+)'\\]|\\.([\\w-]+))`, 'g'))].map(([, quoted, plain]) => quoted ?? plain ?? '')
}

const featureOf = (file: string): string | undefined => /^features\/([^/]+)\//.exec(file)?.[1]

it('a feature reads no style sheet of another; what two share is a component', () => {
  const uses = [
    ...sources.flatMap((file) => imported(file).map(([, sheet]) => [file, sheet] as const)),
    ...sheets.flatMap((file) => composed(file).map(([sheet]) => [file, sheet] as const)),
  ]
  expect(uses.length).toBeGreaterThan(100)
  expect(uses.filter(([file, sheet]) => featureOf(sheet) !== undefined && featureOf(sheet) !== featureOf(file)).map((use) => use.join(' reads '))).toEqual([])
})

it('every class that is asked for is there, and every class that is there is asked for', () => {
  const wanted = new Map<string, Set<string>>(sheets.map((sheet) => [sheet, new Set()]))
  const missing: string[] = []
  const want = (from: string, sheet: string, classes: readonly string[]): void => {
    const known = classesOf(sheet)
    for (const one of classes) {
      wanted.get(sheet)?.add(one)
      if (!known.has(one)) missing.push(`${from}: ${one} of ${sheet}`)
    }
  }
  for (const file of sources)
    for (const [name, sheet] of imported(file)) {
      const names = asked(file, name)
      want(file, sheet, names === 'all' ? [...classesOf(sheet)] : names)
    }
  for (const file of sheets) for (const [sheet, names] of composed(file)) want(file, sheet, names)
  expect.soft(missing).toEqual([])
  const left = sheets.flatMap((sheet) => [...classesOf(sheet)].filter((one) => wanted.get(sheet)?.has(one) !== true).map((one) => `${sheet}: ${one}`))
  expect(left).toEqual([])
})
