/** `npm run laws:lower`: brings the ceilings of names of registers down to what the sources have; never up. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../scripts/buildScreens.ts'
import { mentions, type Mentions } from './registerNames.ts'

const file = join(ROOT, 'build/laws/registerNames.json')
const ceilings = JSON.parse(readFileSync(file, 'utf8')) as Mentions
const today = mentions(ROOT)
const lines = Object.entries(ceilings).flatMap(([area, names]) => {
  const left = Object.entries(names).flatMap(([name, most]) => {
    const count = Math.min(most, today[area]?.[name] ?? 0)
    return count === 0 ? [] : [`"${name}": ${count}`]
  })
  return left.length === 0 ? [] : [`  "${area}": { ${left.join(', ')} }`]
})
writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`)
