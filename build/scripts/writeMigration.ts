/**
 * `npm run schema:migration -- <issue> <name>`: writes the migration for what the catalogue gained since the last one; with `--limits` also when
 * that is nothing, with `--data` with a step that fills tables of the store.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { Database } from '../../src/core/store/database.ts'
import { migrate, SCHEMA_VERSION } from '../../src/core/store/migrate.ts'
import { schemaDifference } from '../../src/core/store/schemaDifference.ts'

const [issue = '', name = '', more] = process.argv.slice(2)
if (!/^\d{1,4}$/.test(issue) || !/^[a-z][a-z0-9_]*$/.test(name)) {
  process.stderr.write('请写明问题的编号和迁移的英文名，例如：npm run schema:migration -- 9 household_email\n')
  process.exit(2)
}
/** What a person fills in; the revision is part of the migration's hash, which cannot see the text of a function. */
const DATA_STEP = `
  data: {
    revision: 1,
    run: async (database, step) => {
      database.run('SELECT 1')
      await step()
    },
  },`
const database = new Database({ path: ':memory:', key: null })
await migrate(database)
const { statements, conflicts, rederive } = schemaDifference(database)
for (const conflict of conflicts) process.stderr.write(`需要人工处理：${conflict}\n`)
// Stricter limits change no table, and still need an id that says from when on they hold.
if (statements.length === 0 && more !== '--limits' && more !== '--data') {
  process.stdout.write('目录没有需要新增的列或表。\n')
  process.exit(conflicts.length > 0 ? 1 : 0)
}
const id = Math.max(Number(issue) * 100 + 10, SCHEMA_VERSION + 10)
const file = new URL(`../../src/core/store/migrations/${String(id).padStart(4, '0')}_${name}.ts`, import.meta.url)
if (existsSync(file)) throw new Error(`${file.pathname} 已经存在`)
const constant = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
writeFileSync(
  file,
  `import type { Migration } from './types.ts'

export const ${constant}: Migration = {
  id: ${id},
  name: '${name}',
  statements: [
${statements.map((statement) => `    ${JSON.stringify(statement)},`).join('\n')}
  ],${
    rederive.length === 0
      ? ''
      : `
  rederive: [${rederive.map((register) => `'${register}'`).join(', ')}],`
  }${more === '--data' ? DATA_STEP : ''}
}
`,
)
const indexFile = new URL('../../src/core/store/migrations/index.ts', import.meta.url)
const index = readFileSync(indexFile, 'utf8')
writeFileSync(
  indexFile,
  index
    .replace('\nimport type { Migration }', `\nimport { ${constant} } from './${String(id).padStart(4, '0')}_${name}.ts'\nimport type { Migration }`)
    .replace(/,\s*\.\.\.added,?\s*\]/, `, ${constant}, ...added]`),
)
process.stdout.write(`已写入 ${statements.length} 条语句。\n`)
