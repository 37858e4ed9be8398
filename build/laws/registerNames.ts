/**
 * Where the sources name a register: identifiers, texts and SQL, read by syntax tree. The law behind it: whatever the catalogue can say of a
 * register is asked of the catalogue, so that a new one needs no line outside its own files.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { registerNames } from '../../src/core/catalogue/index.ts'
import { CONCEPTS, OTHERWISE_MEANT, OWN } from './registerNamesAllowed.ts'

interface Node {
  readonly type: string
  readonly [key: string]: unknown
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

/** Names of registers that may not be named, the longest first, each as its words. */
const names: readonly (readonly string[])[] = registerNames
  .filter((name) => !Object.hasOwn(CONCEPTS, name))
  .map((name) => name.split('_'))
  .toSorted((one, other) => other.length - one.length)

/** The names of registers in an identifier or a text: `householdYears` and `household_year` are one, `household_yearly` is none. */
export function namedIn(text: string): string[] {
  const found: string[] = []
  for (const [word] of text.matchAll(/[A-Za-z_$][\w$]*/g)) {
    const parts = word
      .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
      .toLowerCase()
      .split(/[_$]+/)
      .map((part) => (part.length > 3 ? part.replace(/s$/, '') : part))
    for (let at = 0; at < parts.length; ) {
      const name = names.find((candidate) => candidate.every((part, index) => parts[at + index] === part))
      if (name !== undefined) found.push(name.join('_'))
      at += name?.length ?? 1
    }
  }
  return found
}

/** Every name of a register in a source. */
export function namesIn(path: string, source: string): string[] {
  const found: string[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (!isNode(value)) return
    if (value.type === 'Identifier' || value.type === 'JSXIdentifier' || value.type === 'PrivateIdentifier') found.push(...namedIn(String(value['name'])))
    else if (value.type === 'Literal' && typeof value['value'] === 'string') found.push(...namedIn(value['value']))
    else if (value.type === 'TemplateElement') found.push(...namedIn((value['value'] as { raw: string }).raw))
    for (const [key, child] of Object.entries(value)) {
      // `{ household }` is one mention, not two.
      if (value.type === 'Property' && value['shorthand'] === true && key === 'value') continue
      visit(child)
    }
  }
  visit(parseSync(path, source).program)
  return found
}

/** By area of the sources, how often each register is named there. */
export type Mentions = Record<string, Record<string, number>>

/** What is left in an area: how often a register is named there at most, and why it is. */
export interface Left {
  readonly most: number
  readonly reason: string
}

/** The list of what is left, by area and register (`registerNames.json`). */
export type Ceilings = Record<string, Record<string, Left>>

/** The engines, and what all screens are made of: they know no register. */
export const ENGINES: readonly string[] = [
  'core/access',
  'core/catalogue',
  'core/checks',
  'core/due',
  'core/excel',
  'core/exchange',
  'core/files',
  'core/jobs',
  'core/keyring',
  'core/office',
  'core/procedures',
  'core/registers',
  'core/rules',
  'core/statistics',
  'core/store',
  'renderer/bridge',
  'renderer/components',
  'renderer/features/records',
  'renderer/fields',
  'renderer/frame',
  'renderer/keyboard',
  'renderer/preferences',
  'renderer/router',
  'renderer/session',
]

/** Folder of the sources of an area. */
export function folderOf(area: string): string {
  return `src/${area.replace(/^renderer\//, 'renderer/src/')}`
}

/** Reads the list of what is left. */
export function readCeilings(root: string): Ceilings {
  return JSON.parse(readFileSync(join(root, CEILINGS), 'utf8')) as Ceilings
}

/** The list as it stands in its file: a line for each area and register. */
export function ceilingsText(ceilings: Ceilings): string {
  const areas = Object.entries(ceilings).flatMap(([area, names]) => {
    const lines = Object.entries(names).map(
      ([name, { most, reason }]) => `    ${JSON.stringify(name)}: { "most": ${most}, "reason": ${JSON.stringify(reason)} }`,
    )
    return lines.length === 0 ? [] : [`  ${JSON.stringify(area)}: {\n${lines.join(',\n')}\n  }`]
  })
  return `{\n${areas.join(',\n')}\n}\n`
}

/** Where the list stands. */
export const CEILINGS = 'build/laws/registerNames.json'

/** The area of a file: its folder, down to the features of the core and of the screens. */
export function areaOf(file: string): string {
  const parts = file
    .replace(/^src\//, '')
    .split('/')
    .slice(0, -1)
  const [world, second, third] = parts[0] === 'renderer' ? ['renderer', ...parts.slice(2)] : parts
  return [world, second, second === 'features' ? third : undefined].filter((part) => part !== undefined).join('/')
}

/** Counts the names in the sources below a folder; what belongs to a register, and tests, are left out. */
export function mentions(root: string, onFile: (file: string, names: readonly string[]) => void = () => undefined): Mentions {
  const counted: Mentions = {}
  for (const path of globSync('src/**/*.{ts,tsx}', { cwd: root }).toSorted()) {
    const file = path.replaceAll('\\', '/')
    if (/\.test\.tsx?$|\/testing\/|\.d\.ts$/.test(file) || OWN.some(({ path: own }) => file.startsWith(own))) continue
    const meant = OTHERWISE_MEANT.filter(({ path: within }) => file === within).map(({ name }) => name)
    const found = namesIn(file, readFileSync(join(root, file), 'utf8')).filter((name) => !meant.includes(name))
    if (found.length === 0) continue
    onFile(file, found)
    const area = (counted[areaOf(file)] ??= {})
    for (const name of found) area[name] = (area[name] ?? 0) + 1
  }
  return counted
}
