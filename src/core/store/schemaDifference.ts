/** What today's catalogue asks for that a database does not have: the text of the next migration, or nothing. */
import { registerOf, tableNames } from '../catalogue/index.ts'
import { columnText, registerStatements, SYSTEM_COLUMNS } from './schema.ts'
import type { ReadDatabase } from './database.ts'

export interface SchemaDifference {
  /** Statements that would bring the database to the catalogue: new tables, columns and indexes, and indexes that are no longer needed. */
  readonly statements: readonly string[]
  /** What cannot be said by adding: columns that are there and no longer asked for, or of another type. To be decided by a person. */
  readonly conflicts: readonly string[]
  /** Registers that gain a derived column: old records need it computed. */
  readonly rederive: readonly string[]
}

/** Compares the tables, columns and indexes of registers. */
export function schemaDifference(database: ReadDatabase): SchemaDifference {
  const statements: string[] = []
  const conflicts: string[] = []
  const rederive = new Set<string>()
  const known = new Map(
    database
      .all<{ name: string; sql: string | null }>(`SELECT name, sql FROM sqlite_schema WHERE type IN ('table', 'index')`)
      .map((row) => [row.name, row.sql]),
  )
  for (const name of tableNames) {
    const register = registerOf(name)
    const [table = '', ...indexes] = registerStatements(register)
    if (!known.has(name)) {
      statements.push(table, ...indexes)
      continue
    }
    const columns = new Map(
      database.all<{ name: string; type: string }>(`SELECT name, type FROM pragma_table_info('${name}')`).map((row) => [row.name, row.type]),
    )
    for (const field of register.fields) {
      const wanted = columnText(field)
      const type = columns.get(field.key)
      if (type === undefined) {
        statements.push(`ALTER TABLE ${name} ADD COLUMN ${wanted}`)
        if (field.derived !== undefined) rederive.add(name)
      } else if (wanted.split(' ')[1] !== type) conflicts.push(`${name}.${field.key} 是 ${type}，目录要求 ${wanted}`)
      columns.delete(field.key)
    }
    for (const column of columns.keys()) if (!(SYSTEM_COLUMNS as readonly string[]).includes(column)) conflicts.push(`${name}.${column} 已不在目录里`)
    for (const index of indexes) {
      const indexName = /INDEX (\w+) ON/.exec(index)?.[1] ?? ''
      if (!known.has(indexName)) statements.push(index)
      else if (known.get(indexName) !== index) conflicts.push(`索引 ${indexName} 的定义变了`)
    }
    const wanted = new Set(indexes.map((index) => /INDEX (\w+) ON/.exec(index)?.[1]))
    const made = database.all<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`, name)
    for (const index of made) if (!wanted.has(index.name)) statements.push(`DROP INDEX ${index.name}`)
  }
  return { statements, conflicts, rederive: [...rederive] }
}
