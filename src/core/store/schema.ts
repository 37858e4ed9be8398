/**
 * The tables that the catalogue asks for, as SQL text. Migrations are written from this text and never changed again;
 * a test compares what all migrations make with what the catalogue asks for today.
 */
import { findField, registers, registerOf } from '../catalogue/index.ts'
import { columnOf } from '../catalogue/derive/columns.ts'
import { columnSql, countedSql, isCountedByYear, livingSql, sortSql } from '../catalogue/derive/kept.ts'
import type { FieldDefinition, RegisterDefinition } from '../catalogue/types.ts'
import { relinkingSql } from './formerLinks.ts'

/** Columns every register table has beside its fields. */
export const SYSTEM_COLUMNS = ['id', 'revision', 'deleted', 'created_at', 'updated_at', 'duplicate'] as const

/**
 * The record's own id where it holds a value that may occur only once and another living record, entered at another site, holds it too;
 * else empty. Part of every unique index, so that such records may stand side by side until somebody has decided what becomes of them,
 * and two others still may not. In the index rather than in its condition, which every look-up would have to repeat.
 */
const DUPLICATE_COLUMN = `duplicate TEXT NOT NULL DEFAULT ''`

/**
 * Column of the store's own tables (conflicts, duplicates, proposals, search terms) that holds the division a row concerns: the place whose office
 * sees to it. Called so in every office on file.
 */
export const PLACE_COLUMN = 'village'

/** Tables that are no registers: bookkeeping of the store itself. */
const SYSTEM_TABLES = `
CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;
CREATE TABLE change_set (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, site TEXT NOT NULL, at TEXT NOT NULL,
  user_id TEXT NOT NULL, user_name TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, reason TEXT,
  undo_of TEXT, detail TEXT, entries INTEGER NOT NULL, head TEXT NOT NULL, withdrawn INTEGER NOT NULL DEFAULT 0, schema INTEGER
) STRICT;
CREATE INDEX change_set_undo_of ON change_set (undo_of) WHERE undo_of IS NOT NULL;
CREATE INDEX change_set_kind ON change_set (kind, number);
CREATE TABLE journal (
  sequence INTEGER PRIMARY KEY, change_set INTEGER NOT NULL REFERENCES change_set (number),
  register TEXT NOT NULL, record TEXT NOT NULL, action TEXT NOT NULL, before TEXT, after TEXT, hash BLOB NOT NULL,
  standing TEXT, owner TEXT, author TEXT, number INTEGER, context TEXT, authored TEXT, foreign_change INTEGER REFERENCES foreign_change (number)
) STRICT;
CREATE INDEX journal_record ON journal (record, sequence);
CREATE INDEX journal_change_set ON journal (change_set);
CREATE INDEX journal_relinking ON journal (record) WHERE ${relinkingSql()};
CREATE TABLE foreign_change (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, head TEXT NOT NULL) STRICT;
CREATE TABLE conflict (
  register TEXT NOT NULL, record TEXT NOT NULL, field TEXT NOT NULL, ${PLACE_COLUMN} TEXT, opened_at TEXT NOT NULL, siblings TEXT NOT NULL,
  PRIMARY KEY (register, record, field)
) STRICT;
CREATE INDEX conflict_${PLACE_COLUMN} ON conflict (${PLACE_COLUMN});
CREATE TABLE duplicate_case (
  register TEXT NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL, fields TEXT NOT NULL, ${PLACE_COLUMN} TEXT, opened_at TEXT NOT NULL, PRIMARY KEY (register, one, other)
) STRICT;
CREATE TABLE proposal (
  sequence INTEGER PRIMARY KEY REFERENCES journal (sequence), register TEXT NOT NULL, record TEXT NOT NULL, ${PLACE_COLUMN} TEXT, state TEXT NOT NULL, reason TEXT, settled_by TEXT, settled_at TEXT
) STRICT;
CREATE INDEX proposal_state ON proposal (state, ${PLACE_COLUMN});
CREATE INDEX proposal_record ON proposal (record);
CREATE TABLE peer (site TEXT PRIMARY KEY NOT NULL, acknowledged INTEGER NOT NULL, received INTEGER NOT NULL, detail TEXT NOT NULL, schema INTEGER) STRICT;
CREATE TABLE package (
  id TEXT PRIMARY KEY NOT NULL, direction TEXT NOT NULL, site TEXT, unit TEXT, kind TEXT NOT NULL, number INTEGER NOT NULL, file TEXT NOT NULL,
  made_at TEXT NOT NULL, handled_at TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, state TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL,
  change_set TEXT, detail TEXT NOT NULL
) STRICT;
CREATE INDEX package_handled ON package (handled_at);
CREATE INDEX package_site ON package (site, direction, number);
CREATE TABLE set_aside (
  register TEXT NOT NULL, record TEXT NOT NULL, operations TEXT NOT NULL, package TEXT NOT NULL, came_at TEXT NOT NULL, PRIMARY KEY (register, record)
) STRICT;
CREATE TABLE finding (
  rule TEXT NOT NULL, register TEXT NOT NULL, record TEXT NOT NULL, field TEXT NOT NULL, subject TEXT NOT NULL, about TEXT NOT NULL, year INTEGER, division TEXT, in_charge TEXT,
  level TEXT NOT NULL, message TEXT NOT NULL, print TEXT NOT NULL, since TEXT NOT NULL, raised_by TEXT, PRIMARY KEY (rule, register, record, field, about)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_about ON finding (subject, about);
CREATE INDEX finding_division ON finding (division, rule);
CREATE INDEX finding_raised_by ON finding (raised_by) WHERE raised_by IS NOT NULL;
CREATE TABLE finding_due (subject TEXT NOT NULL, about TEXT NOT NULL, change_set TEXT, PRIMARY KEY (subject, about)) STRICT, WITHOUT ROWID;
CREATE TABLE search_term (
  register TEXT NOT NULL, term TEXT NOT NULL, rank INTEGER NOT NULL, ${PLACE_COLUMN} TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (register, term, rank, ${PLACE_COLUMN}, record)
) STRICT, WITHOUT ROWID;
CREATE TABLE job (
  id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, state TEXT NOT NULL, by_user TEXT NOT NULL,
  started_at TEXT NOT NULL, ended_at TEXT, result TEXT, error TEXT, dismissed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE saved_view (
  id TEXT PRIMARY KEY NOT NULL, register TEXT NOT NULL, name TEXT NOT NULL, user_id TEXT NOT NULL, shared INTEGER NOT NULL, detail TEXT NOT NULL
) STRICT;
CREATE TABLE import_mapping (register TEXT NOT NULL, headings TEXT NOT NULL, mapping TEXT NOT NULL, used_at TEXT NOT NULL, PRIMARY KEY (register, headings)) STRICT;
CREATE TABLE user (
  id TEXT PRIMARY KEY NOT NULL, login TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL, role TEXT NOT NULL, divisions TEXT NOT NULL,
  active INTEGER NOT NULL, must_change_password INTEGER NOT NULL, created_at TEXT NOT NULL
) STRICT;
`.trim()

/** `CREATE TABLE` and `CREATE INDEX` statements of one register. */
export function registerStatements(register: RegisterDefinition): string[] {
  const columns = [
    'id TEXT PRIMARY KEY NOT NULL',
    'revision INTEGER NOT NULL',
    'deleted INTEGER NOT NULL DEFAULT 0',
    'created_at TEXT NOT NULL',
    'updated_at TEXT NOT NULL',
    DUPLICATE_COLUMN,
    ...register.fields.map(columnText),
  ]
  return [`CREATE TABLE ${register.name} (${columns.join(', ')}) STRICT`, ...indexStatements(register)]
}

/** Definition of one column, as in `CREATE TABLE` and `ALTER TABLE … ADD COLUMN`. */
export function columnText(field: FieldDefinition): string {
  const column = columnOf(field)
  // Not NULL is left to validation: an undone or half-known record must still be storable by the journal.
  // A kept reference may lead to a household that this office does not have: where its member counted before.
  const reference =
    column.reference !== null && !column.derived && field.keeps === undefined ? ` REFERENCES ${column.reference} (id) DEFERRABLE INITIALLY DEFERRED` : ''
  return `${column.name} ${column.type}${reference}`
}

function indexStatements(register: RegisterDefinition): string[] {
  const apart: string[] = []
  const wanted = new Map<string, { columns: readonly string[]; unique: boolean }>()
  const add = (columns: readonly string[], unique = false, key = columns.join('_')): void => {
    if (!wanted.has(key) || unique) wanted.set(key, { columns, unique })
  }
  for (const field of register.fields) {
    if (field.unique === true) add([field.key], true)
    else if (isSearchedNumber(field)) add([field.key])
    else if ((field.type === 'reference' || field.type === 'subject') && field.keeps === undefined) add([field.key])
  }
  for (const columns of register.uniqueTogether ?? []) add(columns, true)
  const order = register.sort.map((part) => part.field)
  const { counted } = register
  if (counted !== undefined) {
    const { by = order, fields } = counted
    const [columns, name] = [[...by, 'deleted', ...fields], `${by.join('_')}_counted`] as const
    if (isCountedByYear(register)) apart.push(`CREATE INDEX ${register.name}_${name} ON ${register.name} (${columns.join(', ')}) WHERE ${countedSql()}`)
    else add(columns, false, name)
  }
  if (order.length > 0) add(order)
  if (register.owner !== undefined && order[0] !== register.owner) add([register.owner])
  for (const columns of register.indexes ?? []) add(columns)
  for (const [name, { columns }] of wanted) if (isPrefix(register, name, columns, wanted)) wanted.delete(name)
  // Lists look for what a record counts as, where it keeps that.
  const expression = (columns: readonly string[]): string => columns.map((key) => columnSql(findField(register, key) ?? { key }, '')).join(', ')
  const sorted = (register.sorted ?? []).map(
    (key) =>
      `CREATE INDEX ${sortedIndex(register.name, key)} ON ${register.name} (${sortSql(register, findField(register, key) ?? { key }, '')}) WHERE ${livingSql()}`,
  )
  const others = [...wanted.entries()].map(([name, { columns, unique }]) =>
    unique
      ? `CREATE UNIQUE INDEX ${register.name}_${name} ON ${register.name} (${columns.join(', ')}, duplicate) WHERE deleted = 0${numberOnly(register, columns)}`
      : `CREATE INDEX ${register.name}_${name} ON ${register.name} (${expression(columns)})${isNumberOf(register, columns) ? ` WHERE deleted = 0${numberOnly(register, columns)}` : ''}`,
  )
  return [...others, ...apart, ...(isListedByIndex(register) ? [listedIndex(register)] : []), ...sorted]
}

/**
 * Whether the order of a register's list has an index of its own: it holds what is listed and nothing else, so that a page far down is found without
 * looking at each record before it.
 */
export function isListedByIndex({ sorted }: RegisterDefinition): boolean {
  return sorted !== undefined
}

function listedIndex(register: RegisterDefinition): string {
  const columns = register.sort.map(
    ({ field: key, descending }) => `${columnSql(findField(register, key) ?? { key }, '')}${descending === true ? ' DESC' : ''}`,
  )
  return `CREATE INDEX ${register.name}_listed ON ${register.name} (${columns.join(', ')}) WHERE ${livingSql()}`
}

/** Whether an index holds nothing that a longer one over all records does not hold in the same order. */
function isPrefix(
  register: RegisterDefinition,
  name: string,
  columns: readonly string[],
  others: ReadonlyMap<string, { readonly columns: readonly string[]; readonly unique: boolean }>,
): boolean {
  if (others.get(name)?.unique === true || isNumberOf(register, columns)) return false
  return [...others.values()].some(
    (other) => !other.unique && other.columns.length > columns.length && columns.every((column, index) => other.columns[index] === column),
  )
}

/** Sets of fields of which no two living records may hold the same values. */
export function uniqueSets(register: RegisterDefinition): readonly (readonly string[])[] {
  return [...register.fields.filter((field) => field.unique === true).map((field) => [field.key]), ...(register.uniqueTogether ?? [])]
}

/** A searched number's index leaves out records without one, so that reading it through is short. */
function numberOnly(register: RegisterDefinition, columns: readonly string[]): string {
  return isNumberOf(register, columns) ? ` AND ${columns[0] ?? ''} IS NOT NULL` : ''
}

function isNumberOf(register: RegisterDefinition, columns: readonly string[]): boolean {
  return columns.length === 1 && register.fields.some((field) => field.key === columns[0] && isSearchedNumber(field))
}

/** Numbers that the quick search reads; each has an index of its own that holds nothing else, so that a search reads little. */
export function isSearchedNumber(field: FieldDefinition): boolean {
  return field.search === 'number' && field.derived === undefined
}

const leadingByRegister = new WeakMap<RegisterDefinition, ReadonlySet<string>>()

/** Whether records, removed ones included, are found by what a field of theirs holds without going through all of them. */
export function isFoundByIndex(register: RegisterDefinition, field: FieldDefinition): boolean {
  let leading = leadingByRegister.get(register)
  if (leading === undefined) {
    const whole = indexStatements(register).filter((text) => text.startsWith('CREATE INDEX') && !text.includes(' WHERE '))
    const columns = register.fields.map((one) => columnSql(one, ''))
    leading = new Set(
      columns.filter((column) => whole.some((text) => text.includes(` ON ${register.name} (${column},`) || text.endsWith(` ON ${register.name} (${column})`))),
    )
    leadingByRegister.set(register, leading)
  }
  return leading.has(columnSql(field, ''))
}

/** Name of the index by which a list is sorted by a field. */
export function sortedIndex(register: string, key: string): string {
  return `${register}_${key}_sorted`
}

/** Name of the index of a number that the quick search reads. */
export function numberIndex(register: string, field: FieldDefinition): string {
  return `${register}_${field.key}`
}

/** The whole schema of today's catalogue, one statement a line. */
export function schemaStatements(): string[] {
  const system = SYSTEM_TABLES.split(/;\n|;$/)
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
  return [...system, ...Object.keys(registers).flatMap((name) => registerStatements(registerOf(name)))]
}
