import { describe, expect, it } from 'vitest'
import { Database } from './database.ts'
import { migrate, migrationHash, schemaVersion, SCHEMA_VERSION, type Migration } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { fieldOf, findField, isRegisterName, registerNames, registerOf } from '../catalogue/index.ts'
import { columnSql } from '../catalogue/derive/kept.ts'
import { needlessIndexes } from './needlessIndexes.ts'
import { registerStatements, uniqueSets } from './schema.ts'
import { schemaDifference } from './schemaDifference.ts'

const memory = (): Database => new Database({ path: ':memory:', key: null })

describe('数据库结构', () => {
  it('所有迁移做完之后正好是目录要求的结构', async () => {
    const database = memory()
    await migrate(database)
    expect(schemaDifference(database)).toEqual({ statements: [], conflicts: [], rederive: [] })
    expect(schemaVersion(database)).toBe(SCHEMA_VERSION)
  })

  it('按唯一的值、按引用查找都走索引，不通读整张表', async () => {
    const database = memory()
    await migrate(database)
    const scans: string[] = []
    for (const name of registerNames) {
      const register = registerOf(name)
      const unique = uniqueSets(register).map((keys) => `${keys.map((key) => `${key} = ?`).join(' AND ')} AND deleted = 0`)
      const references = register.fields.filter((field) => field.type === 'reference').map((field) => `${columnSql(field, '')} = ?`)
      for (const condition of [...unique, ...references]) {
        const plan = database.all<{ detail: string }>(
          `EXPLAIN QUERY PLAN SELECT id FROM ${name} WHERE ${condition}`,
          ...(condition.match(/\?/g)?.map(() => '') ?? []),
        )
        if (plan.some(({ detail }) => detail.startsWith('SCAN'))) scans.push(`${name}: ${condition}`)
      }
    }
    expect(scans).toEqual([])
  })

  it('每个台账最多八个字段进索引', () => {
    const indexed = registerNames.map((name) => {
      const indexes = registerStatements(registerOf(name))
        .slice(1)
        // What lists are sorted by is limited for itself.
        .filter((statement) => !/^CREATE INDEX \w+_(?:sorted|listed) ON /.test(statement))
        .map((statement) => {
          const [, unique, columns = '', condition = ''] = /^CREATE (UNIQUE )?INDEX \w+ ON \w+ \((.*?)\)(?: WHERE (.*))?$/.exec(statement) ?? []
          return { statement, unique: unique !== undefined, columns: columns.split(/, (?![^(]*\))/), condition }
        })
      return {
        name,
        indexes,
        counted: registerOf(name).counted?.fields ?? [],
        fields: new Set(indexes.flatMap(({ columns }) => columns.flatMap((text) => text.match(/[a-z]\w*/g) ?? []))),
      }
    })
    const systemNames = ['id', 'duplicate', 'coalesce', 'deleted']
    const free = (key: string, counted: readonly string[]): boolean => systemNames.includes(key) || counted.includes(key)
    expect(indexed.filter(({ fields, counted }) => [...fields].filter((key) => !free(key, counted)).length > 8).map(({ name }) => name)).toEqual([])
    // What is kept beside the order for counting is short, and of few registers; of a person's year all that tables ask.
    expect(indexed.filter(({ counted }) => counted.length > 13).map(({ name }) => name)).toEqual([])
    // A subject is a reference with the name of its register.
    const SHORT = ['code', 'codes', 'boolean', 'integer', 'date', 'partialDate', 'money', 'reference', 'subject', 'division', 'idNumber']
    /** Said of so few that it takes one byte of nearly all. */
    const RARE = ['dropout_reason']
    const isShort = (name: string, key: string): boolean => SHORT.includes(fieldOf(registerOf(name), key).type) || RARE.includes(key)
    expect(indexed.flatMap(({ name, counted }) => counted.filter((key) => !isShort(name, key)))).toEqual([])
  })

  it('没有一个索引是另一个的开头：台账的、程序自己的表的、主键带来的都算', async () => {
    const database = memory()
    await migrate(database)
    expect(needlessIndexes(database)).toEqual([])
  })

  it('多余的索引认得出来，看起来像的不算', () => {
    const database = memory()
    database.execute(`CREATE TABLE paper (id TEXT PRIMARY KEY NOT NULL, place TEXT, former TEXT, year INTEGER, kind TEXT, UNIQUE (year, kind)) STRICT;
      CREATE INDEX by_place ON paper (coalesce(former, place), year);
      CREATE INDEX by_place_and_kind ON paper (coalesce(former, place), year, kind);
      CREATE INDEX by_kind_of_place ON paper (coalesce(place, former), year);
      CREATE INDEX by_id ON paper (id);
      CREATE INDEX by_year ON paper (year);
      CREATE INDEX by_kind ON paper (kind) WHERE kind IS NOT NULL;
      CREATE INDEX by_kind_and_year ON paper (kind, year);
      CREATE INDEX later_by_kind_and_year ON paper (kind, year)`)
    expect(needlessIndexes(database).toSorted()).toEqual(['by_id', 'by_place', 'by_year', 'later_by_kind_and_year'])
  })

  it('目录多出字段时说出要加的列', async () => {
    const database = memory()
    await migrate(database)
    database.execute('ALTER TABLE household DROP COLUMN remark')
    expect(schemaDifference(database).statements).toEqual(['ALTER TABLE household ADD COLUMN remark TEXT'])
  })

  it('目录多出计算列时，说出哪个台账要重算', async () => {
    const database = memory()
    await migrate(database)
    database.execute('ALTER TABLE household_year DROP COLUMN exit_due')
    expect(schemaDifference(database)).toMatchObject({ rederive: ['household_year'] })
  })

  it('增加计算列的迁移都重算了旧记录，没有一个改动填写的内容', () => {
    const later = migrations.filter(({ id }) => id > 20)
    const forgotten = later.flatMap(({ statements, rederive = [], refold = [] }) =>
      statements.flatMap((statement) => {
        const [, register = '', column = ''] = /^ALTER TABLE (\w+) ADD COLUMN (\w+)/.exec(statement) ?? []
        return isRegisterName(register) && findField(register, column)?.derived !== undefined && ![...rederive, ...refold].includes(register)
          ? [`${register}.${column}`]
          : []
      }),
    )
    expect(forgotten).toEqual([])
    expect(
      later
        .flatMap(({ statements }) => statements)
        .filter((statement) => !/^(CREATE (UNIQUE )?INDEX|CREATE TABLE|ALTER TABLE \w+ ADD COLUMN|DROP INDEX|DROP TABLE search_term$)/.test(statement))
        // What the program works out by itself.
        .filter(
          (statement) =>
            !/^(DROP TABLE finding(_kept)?|INSERT INTO finding SELECT \* FROM finding_kept|DELETE FROM meta WHERE key = 'checks')$/.test(statement),
        ),
    ).toEqual([])
  })

  it('编号递增，以十为步；0.1.0 之后的编号说明属于哪个问题', () => {
    const ids = migrations.map((migration) => migration.id)
    expect(ids).toEqual(ids.toSorted((one, other) => one - other))
    expect(ids.filter((id) => id % 10 !== 0 || (id > 20 && id < 600))).toEqual([])
  })

  it('更新版本的数据库不打开、不改动', async () => {
    const database = memory()
    await migrate(database)
    database.execute('PRAGMA user_version = 99990')
    await expect(migrate(database)).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
    expect(schemaVersion(database)).toBe(99990)
  })

  it('升级之前先备份，升级出错全部撤销', async () => {
    const database = memory()
    await migrate(database)
    let backups = 0
    const bad: Migration = {
      id: SCHEMA_VERSION + 10,
      name: 'bad',
      statements: ['ALTER TABLE household ADD COLUMN extra TEXT', 'CREATE TABLE household (id TEXT)'],
    }
    await expect(
      migrate(database, {
        beforeFirst: async () => {
          backups += 1
        },
        list: [...migrations, bad],
      }),
    ).rejects.toThrow()
    expect(backups).toBe(1)
    expect(schemaVersion(database)).toBe(SCHEMA_VERSION)
    expect(schemaDifference(database).conflicts).toEqual([])
  })

  it('已执行的迁移被改过时拒绝打开', async () => {
    const database = memory()
    await migrate(database)
    const changed = migrations.map((migration) => ({ ...migration, statements: [...migration.statements, 'SELECT 1'] }))
    expect(migrationHash(changed[0] as Migration)).not.toBe(migrationHash(migrations[0] as Migration))
    await expect(migrate(database, { list: changed })).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' })
  })
})
