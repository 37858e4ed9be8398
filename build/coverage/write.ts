/** Writes `docs/coverage.md` anew from the data beside this file. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../scripts/buildScreens.ts'
import { coveragePage } from './page.ts'

writeFileSync(join(ROOT, 'docs/coverage.md'), coveragePage())
