/** `npm run laws:lower`: brings the ceilings of names of registers down to what the sources have; never up. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../scripts/buildScreens.ts'
import { CEILINGS, ceilingsText, mentions, readCeilings, type Left } from './registerNames.ts'

const today = mentions(ROOT)
const lowered = Object.fromEntries(
  Object.entries(readCeilings(ROOT)).map(([area, names]) => [
    area,
    Object.fromEntries(
      Object.entries(names).flatMap(([name, { most, reason }]): [string, Left][] => {
        const count = Math.min(most, today[area]?.[name] ?? 0)
        return count === 0 ? [] : [[name, { most: count, reason }]]
      }),
    ),
  ]),
)
writeFileSync(join(ROOT, CEILINGS), ceilingsText(lowered))
