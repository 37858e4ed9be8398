/** The tables of an office in DuckDB, to run the same queries there. */
import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api'
import { registerOf } from '../../catalogue/index.ts'
import type { ReadDatabase, SqlRow, SqlValue } from '../../store/index.ts'

/** System columns that statistics ask about. */
const SYSTEM = ['id', 'deleted'] as const

export class DuckOffice {
  readonly #instance: DuckDBInstance
  readonly #connection: DuckDBConnection

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance
    this.#connection = connection
  }

  /** Copies the records of some registers. */
  static async of(database: ReadDatabase, registers: readonly string[]): Promise<DuckOffice> {
    const instance = await DuckDBInstance.create(':memory:')
    const office = new DuckOffice(instance, await instance.connect())
    for (const register of registers) await office.#copy(database, register)
    return office
  }

  async #copy(database: ReadDatabase, register: string): Promise<void> {
    const numbers = new Set(['integer', 'year', 'money', 'area', 'decimal', 'boolean'])
    const { fields } = registerOf(register)
    const columns = [
      ...SYSTEM.map((key) => ({ key: key as string, number: key === 'deleted' })),
      ...fields.map(({ key, type }) => ({ key, number: numbers.has(type) })),
    ]
    const list = columns.map(({ key, number }) => `"${key}" ${number ? 'BIGINT' : 'VARCHAR'}`)
    await this.#connection.run(`CREATE TABLE "${register}" (${list.join(', ')})`)
    const appender = await this.#connection.createAppender(register)
    for (const row of database.each<SqlRow>(`SELECT ${columns.map(({ key }) => `"${key}"`).join(', ')} FROM "${register}"`)) {
      for (const { key, number } of columns) {
        const value = row[key]
        if (value === null || value === undefined) appender.appendNull()
        else if (number) appender.appendBigInt(BigInt(Number(value)))
        else appender.appendVarchar(String(value))
      }
      appender.endRow()
    }
    appender.closeSync()
  }

  /** Rows of a query, whole numbers as numbers. */
  async query(sql: string, parameters: readonly SqlValue[]): Promise<Record<string, SqlValue>[]> {
    const read = await this.#connection.runAndReadAll(sql, parameters.map(bound))
    return read.getRowObjects().map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(value)])))
  }

  close(): void {
    this.#connection.closeSync()
    this.#instance.closeSync()
  }
}

function bound(value: SqlValue): DuckDBValue {
  return value instanceof Uint8Array ? null : value
}

function plain(value: unknown): SqlValue {
  if (typeof value === 'bigint') return Number(value)
  return typeof value === 'number' || typeof value === 'string' ? value : null
}
