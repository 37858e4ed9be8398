import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import type { RegisterDefinition } from '../../src/core/catalogue/types.ts'

const NAME = 'virtual:register-icons'
const RESOLVED = `\0${NAME}`
const catalogue = fileURLToPath(new URL('../../src/core/catalogue/index.ts', import.meta.url))

/** Text of a module with the symbols that registers name in `screen.icon`, by that name. */
export function iconModule(registers: readonly RegisterDefinition[]): string {
  const names = [...new Set(registers.flatMap(({ screen }) => screen?.icon ?? []))].sort()
  const wrong = names.filter((name) => !/^[A-Z][A-Za-z0-9]*$/.test(name))
  if (wrong.length > 0) throw new Error(`screen.icon of a register is the name of a symbol without prefix, not: ${wrong.join(', ')}`)
  const imported = names.length === 0 ? '' : `import { ${names.map((name) => `Icon${name}`).join(', ')} } from '@tabler/icons-react'\n`
  return `${imported}export const registerIcons = { ${names.map((name) => `${name}: Icon${name}`).join(', ')} }\n`
}

/** Of the thousands of symbols in the library only those that the catalogue names are put into the page. */
export function registerIcons(): Plugin {
  return {
    name: 'bangfu:register-icons',
    resolveId: (id) => (id === NAME ? RESOLVED : null),
    async load(id) {
      if (id !== RESOLVED) return null
      const entities = await this.resolve('#entities', catalogue)
      if (entities === null) throw new Error('#entities is not found')
      const loaded = (await import(pathToFileURL(entities.id).href)) as { readonly registers: Readonly<Record<string, RegisterDefinition>> }
      return iconModule(Object.values(loaded.registers))
    },
  }
}
