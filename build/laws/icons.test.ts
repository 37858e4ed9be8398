/** The symbols that registers name stand in the library: a wrong name would be found when the screens are built, and no earlier. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { registerNames, registerOf } from '#core/catalogue/index.ts'

const ICONS = fileURLToPath(new URL('../../node_modules/@tabler/icons-react/dist/esm/icons', import.meta.url))
const isThere = (icon: string): boolean => existsSync(join(ICONS, `Icon${icon}.mjs`))

it('every register names a symbol that there is', () => {
  const named = registerNames.flatMap((name) => {
    const icon = registerOf(name).screen?.icon
    return icon === undefined ? [] : [{ name, icon }]
  })
  expect(named.length).toBeGreaterThan(40)
  expect(isThere('NoSuchSymbol')).toBe(false)
  expect(named.filter(({ icon }) => !isThere(icon))).toEqual([])
})
