/** Reading: one process over all lists and screens, as a program that stays open. */
import { join } from 'node:path'
import { registerNames } from '../../../src/core/catalogue/index.ts'
import type { Slow } from '../../../src/core/shell/slowness.ts'
import { benchInput, runSections, type Section } from '../input.ts'
import { bareConnection, openOffice } from '../office.ts'
import { find } from './find.ts'
import { listsOf } from './lists.ts'
import { digest, screens } from './screens.ts'
import { sheets } from './sheets.ts'
import { statistics } from './statistics.ts'

const { office: directory, work } = benchInput()
const slow: Slow[] = []
const office = await openOffice(directory, join(work, 'reads'), slow)
const bare = bareConnection(directory, office.app.host.dataKey(), { readonly: true })

const sections: Record<string, Section> = {
  find: (input) => find(office, bare, input),
  screens: (input) => screens(office, bare, input),
  statistics: (input) => statistics(office, bare, input),
  sheets: (input) => sheets(office, bare, input),
  digest: () => digest(office, bare),
  ...Object.fromEntries(registerNames.map((register) => [`list:${register}`, (input) => listsOf(office, bare, register, input)] satisfies [string, Section])),
}
await runSections(sections, slow)
bare.close()
await office.close()
process.exit()
