/**
 * Writes the first migration from today's catalogue: `npm run schema:initial`.
 * Only for use before the first release; afterwards `npm run schema:migration` adds a new one for what the catalogue gained.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { schemaStatements } from '../../src/core/store/schema.ts'

const file = new URL('../../src/core/store/migrations/0010_initial.ts', import.meta.url)
const lines = schemaStatements().map((statement) => `    ${JSON.stringify(statement)},`)
const text = `import type { Migration } from '../migrate.ts'

/** The first schema: bookkeeping of the store and one table a register. */
export const initial: Migration = {
  id: 10,
  name: 'initial',
  statements: [
${lines.join('\n')}
  ],
}
`
const before = (() => { try { return readFileSync(file, 'utf8') } catch { return '' } })()
writeFileSync(file, text)
process.stdout.write(before === text ? '结构没有变化。\n' : `已写入 ${lines.length} 条语句。\n`)
