/** Asks the checks on groups: one statement groups the records given, or all of a county. */
import { toStored } from '../catalogue/derive/columns.ts'
import { fieldOf, registerOf } from '../catalogue/index.ts'
import { alike } from '../rules/similarity.ts'
import type { ReadDatabase, SqlRow, SqlValue } from '../store/index.ts'
import type { Group, GroupCondition, GroupKey, GroupRule, Told } from './engine/groups.ts'
import { runRules } from './engine/index.ts'
import { withJoined } from './joined.ts'
import type { Judging, PlacedFinding, Subject } from './subject.ts'

/** The subjects of checks with the rules on groups. */
export function withGroups(subjects: readonly Subject[], rules: readonly GroupRule[]): readonly Subject[] {
  return withJoined(
    subjects,
    rules.map((rule) => ({
      register: registerOf(rule.about.register),
      rules: [rule],
      alsoTouchedBy: touchedBy(rule),
      find: (database, ids, judging) => findingsOf(rule, database, ids, judging),
    })),
  )
}

function findingsOf(rule: GroupRule, database: ReadDatabase, ids: readonly string[], judging: Judging): ReadonlyMap<string, readonly PlacedFinding[]> {
  const wanted = new Set(ids)
  const found = new Map<string, { own: Told; groups: Group[] }>()
  for (const { group, told } of doubtfulGroups(rule, database, judging, ids)) {
    for (const own of told) {
      if (!wanted.has(own.about)) continue
      const known = found.get(own.about)
      if (known === undefined) found.set(own.about, { own, groups: [group] })
      else known.groups.push(group)
    }
  }
  const result = new Map<string, readonly PlacedFinding[]>()
  for (const [about, { own, groups }] of found) {
    const message = rule.sentence(groups, own, judging)
    const findings = runRules([{ ...rule, verify: () => [{ field: `${rule.about.register}.${rule.about.field}`, message }] }], null, { off: judging.off })
    const value = groups.map(({ key, distinct, values }) => [key, distinct, values.length]).join(' ')
    result.set(
      about,
      findings.map((finding) => ({ ...finding, record: about, yearly: false, part: '', value })),
    )
  }
  return result
}

/** Every group that is doubtful, with the records that are told of it: of those of some records, or of all on file. */
export function doubtfulGroups(
  rule: GroupRule,
  database: ReadDatabase,
  judging: Judging,
  ids?: readonly string[],
): { readonly group: Group; readonly told: readonly Told[] }[] {
  const { condition } = rule
  if ('distinct' in condition) return distinctGroups(rule, condition, database, judging, ids)
  if ('similar' in condition) return similarGroups(rule, condition, database, judging, ids)
  return spreadGroups(rule, condition, database, judging, ids)
}

interface Filter {
  readonly sql: string
  readonly parameters: readonly SqlValue[]
}

/** What makes a record of the register a member, by its alias. */
function isMember({ members, keys }: GroupRule, alias: string): Filter {
  const parts = Object.entries(members.only ?? {}).map(([key, values]) => {
    const stored = values.map((value) => toStored(fieldOf(members.register, key), value))
    const known = stored.filter((value) => value !== null)
    const options = [
      // Kept off the indexes (+): what most records hold leads past nearly all of them, while the keys lead to a few.
      ...(known.length === 0 ? [] : [`+${alias}.${key} IN (${known.map(() => '?').join(', ')})`]),
      ...(known.length < stored.length ? [`+${alias}.${key} IS NULL`] : []),
    ]
    return { sql: `(${options.join(' OR ')})`, parameters: known }
  })
  return {
    sql: [`${alias}.deleted = 0`, ...keys.map((key) => `${alias}.${key} IS NOT NULL`), ...parts.map(({ sql }) => sql)].join(' AND '),
    parameters: parts.flatMap(({ parameters }) => parameters),
  }
}

/** The record that a member is told of, joined as `r`. */
function toldJoin({ about }: GroupRule, alias: string): string {
  const { by } = about
  const on = by === 'id' ? `r.id = ${alias}.id` : `r.${by.code ?? 'id'} = ${alias}.${by.key}`
  return `JOIN ${about.register} r ON ${on} AND r.deleted = 0`
}

/** The groups that members of the given records are in, joined as `g`; nothing where all are wanted. */
function groupsOf(rule: GroupRule, ids: readonly string[] | undefined): Filter {
  if (ids === undefined) return { sql: '', parameters: [] }
  const { members, keys } = rule
  const filter = isMember(rule, 'o')
  return {
    sql: `JOIN (SELECT DISTINCT ${keys.map((key) => `o.${key}`).join(', ')} FROM ${members.register} o ${toldJoin(rule, 'o')}
      WHERE ${filter.sql} AND r.id IN (SELECT value FROM json_each(?))) g ON ${keys.map((key) => `g.${key} = m.${key}`).join(' AND ')}`,
    parameters: [...filter.parameters, JSON.stringify(ids)],
  }
}

function distinctGroups(
  rule: GroupRule,
  { distinct, atLeast, names }: Extract<GroupCondition, { distinct: string }>,
  database: ReadDatabase,
  judging: Judging,
  ids: readonly string[] | undefined,
): { readonly group: Group; readonly told: readonly Told[] }[] {
  const { register } = rule.members
  const owner = registerOf(rule.about.register).owner ?? 'NULL'
  const within = groupsOf(rule, ids)
  const filter = isMember(rule, 'm')
  const columns = rule.keys.map((key) => `m.${key}`).join(', ')
  const same = rule.keys.map((key) => `d.${key} = m.${key}`).join(' AND ')
  const rows = database.all(
    `SELECT ${columns}, d.distinct_values, r.id AS told, r.${owner} AS division, r.${names} AS name
     FROM (SELECT ${columns}, count(DISTINCT m.${distinct}) AS distinct_values FROM ${register} m ${within.sql} WHERE ${filter.sql}
       GROUP BY ${columns} HAVING count(DISTINCT m.${distinct}) >= ?) d
     JOIN ${register} m ON ${same} ${toldJoin(rule, 'm')} WHERE ${filter.sql} ORDER BY ${columns}, r.${owner}, r.${names}, r.id`,
    ...within.parameters,
    ...filter.parameters,
    atLeast(judging),
    ...filter.parameters,
  )
  return [...Map.groupBy(rows, (row) => JSON.stringify(rule.keys.map((key) => row[key])))].map(([, some]) => {
    const members = some.map((row) => ({ about: String(row['told']), division: textOf(row['division']), name: textOf(row['name']) ?? '（没有名称）' }))
    const key = keyOf(rule, some[0])
    return { group: { key, distinct: Number(some[0]?.['distinct_values']), members, values: [] }, told: members }
  })
}

/** Members of the same keys whose texts are alike: a group for each of them, with those like it. */
function similarGroups(
  rule: GroupRule,
  { similar, percent, atLeast, names }: Extract<GroupCondition, { similar: string }>,
  database: ReadDatabase,
  judging: Judging,
  ids: readonly string[] | undefined,
): { readonly group: Group; readonly told: readonly Told[] }[] {
  const owner = registerOf(rule.about.register).owner ?? 'NULL'
  const within = groupsOf(rule, ids)
  const filter = isMember(rule, 'm')
  const columns = rule.keys.map((key) => `m.${key}`).join(', ')
  const rows = database.all(
    `SELECT ${columns}, m.${similar} AS said, r.id AS told, r.${owner} AS division, r.${names} AS name
     FROM ${rule.members.register} m ${within.sql} ${toldJoin(rule, 'm')} WHERE ${filter.sql} AND m.${similar} <> '' ORDER BY ${columns}, r.${names}, r.id`,
    ...within.parameters,
    ...filter.parameters,
  )
  return [...Map.groupBy(rows, (row) => JSON.stringify(rule.keys.map((key) => row[key]))).values()].flatMap((some) => {
    if (some.length < atLeast(judging)) return []
    const members = some.map((row) => ({ about: String(row['told']), division: textOf(row['division']), name: textOf(row['name']) ?? '（没有名称）' }))
    const texts = some.map((row) => textOf(row['said']) ?? '')
    return alike(texts, percent(judging)).flatMap((others, index) => {
      const own = members[index]
      if (own === undefined || others.length + 1 < atLeast(judging)) return []
      const near = others.flatMap((other) => members[other] ?? [])
      return [{ group: { key: keyOf(rule, some[index]), distinct: others.length + 1, members: [own, ...near], values: [] }, told: [own] }]
    })
  })
}

function spreadGroups(
  rule: GroupRule,
  { spread, doubtful }: Extract<GroupCondition, { spread: string }>,
  database: ReadDatabase,
  judging: Judging,
  ids: readonly string[] | undefined,
): { readonly group: Group; readonly told: readonly Told[] }[] {
  const owner = registerOf(rule.about.register).owner ?? 'NULL'
  const within = groupsOf(rule, ids)
  const filter = isMember(rule, 'm')
  const columns = rule.keys.map((key) => `m.${key}`).join(', ')
  const rows = database.all(
    `SELECT ${columns}, m.${spread} AS value, count(*) AS often, r.id AS told, r.${owner} AS division
     FROM ${rule.members.register} m ${within.sql} ${toldJoin(rule, 'm')} WHERE ${filter.sql} AND m.${spread} IS NOT NULL
     GROUP BY ${columns}, m.${spread}, r.id, r.${owner} ORDER BY ${columns}`,
    ...within.parameters,
    ...filter.parameters,
  )
  return [...Map.groupBy(rows, (row) => JSON.stringify(rule.keys.map((key) => row[key])))].flatMap(([, some]) => {
    const key = keyOf(rule, some[0])
    const values = some.map((row) => ({ value: Number(row['value']), count: Number(row['often']) }))
    if (!doubtful(values, key, judging)) return []
    const told = new Map(some.map((row) => [String(row['told']), { about: String(row['told']), division: textOf(row['division']) }]))
    return [{ group: { key, distinct: 0, members: [], values }, told: [...told.values()] }]
  })
}

function keyOf({ keys }: GroupRule, row: SqlRow | undefined): GroupKey {
  return keys.map((key) => {
    const value = row?.[key]
    return typeof value === 'string' || typeof value === 'number' ? value : null
  })
}

function textOf(value: SqlValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/**
 * Whoever is in a group with a record that changes; asked before and after, so that the group it left is judged anew, too. Sentences name and place
 * the records that are told, so that these touch their groups as well.
 */
function touchedBy(rule: GroupRule): Record<string, string> {
  const { members, keys, about } = rule
  const statement = (register: string, joins: string): string =>
    `SELECT DISTINCT r.id AS about, NULL AS year FROM ${register} t ${joins} WHERE t.id IN (SELECT value FROM json_each(?))`
  const linked = about.by === 'id' ? null : about.by
  // A place is told of its own groups alone.
  if (linked !== null && keys.includes(linked.key)) return { [members.register]: statement(members.register, toldJoin(rule, 't')) }
  const same = (alias: string): string =>
    `JOIN ${members.register} m ON ${keys.map((key) => `m.${key} = ${alias}.${key}`).join(' AND ')} AND m.deleted = 0 ${toldJoin(rule, 'm')}`
  const ofMembers = { [members.register]: statement(members.register, same('t')) }
  if (linked === null) return ofMembers
  const theirs = `JOIN ${members.register} o ON o.${linked.key} = t.${linked.code ?? 'id'} ${same('o')}`
  return { ...ofMembers, [about.register]: statement(about.register, theirs) }
}
