/** Through what else records of a register are found: a household by its members, a helper by the unit, a group by its village. */
import { columnSql, keptFields } from '../catalogue/derive/kept.ts'
import { linkOf, linksTo, type Linked } from '../catalogue/derive/belonging.ts'
import { heldSql, idSql, linksOfField } from '../catalogue/derive/subject.ts'
import { registerOf } from '../catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '../catalogue/types.ts'

/** Records of one register found through those of another. */
export interface Relation {
  /** The register whose names and numbers are searched. */
  readonly through: string
  /** What those are called, seen from the records found: 成员, 单位; null where their name is the title of what is found. */
  readonly label: string | null
  /** SQL of the pairs `id`, `source`: the records found, and through which. Takes one parameter, the ids of the latter as a JSON array. */
  readonly sql: string
  /** SQL of all such pairs of the records there are; for a register of few. */
  readonly all: string
  /** Whether it is by the name of a place, which has no number that is searched. */
  readonly byPlace: boolean
}

/** Records read through one walk's worth of others. */
const MOST = 1000

/**
 * The relations of a register, by which registers the asker reads. Those who are linked themselves (people) are looked for by their own names, not
 * by those of all who are linked to the same.
 */
export function relationsOf(register: RegisterDefinition, reads: (name: string) => boolean): readonly Relation[] {
  const replaced = keptFields(register).map(({ keeps }) => keeps)
  const linked = linksReadable(register.name, reads).map((link) =>
    ofLink(link, `m.${link.to}`, '', `${register.name} t CROSS JOIN ${link.register} m ON m.${link.to} = t.id`),
  )
  const alone = linkOf(register.name) !== undefined || linksTo(register.name).length > 0
  const others = register.fields
    .filter(({ key }) => !replaced.includes(key))
    .flatMap((field) => [...ofReference(register, field, reads), ...(field.type === 'division' && !alone ? [ofPlace(register, field)] : [])])
  return [...linked, ...others]
}

/** Whether names and numbers of a register's records also find the records that refer to them: where it says what tells them apart. */
export function isSearchedThrough(register: string): boolean {
  return registerOf(register).tellBy !== undefined
}

function linksReadable(name: string, reads: (name: string) => boolean): Linked[] {
  return linksTo(name).filter((link) => reads(link.register) && reads(link.of))
}

/** `rest` joins what lies behind the link; `from` the records with their links, the other way round. */
function ofLink({ register, by, of, called }: Linked, id: string, rest: string, from: string): Relation {
  return {
    through: of,
    label: called ?? registerOf(of).label,
    byPlace: false,
    sql: `SELECT ${id} AS id, m.${by} AS source FROM json_each(?) j CROSS JOIN ${register} m ON m.${by} = j.value${rest} WHERE m.deleted = 0 LIMIT ${MOST}`,
    all: `SELECT ${id} AS id, m.${by} AS source FROM ${from} WHERE m.deleted = 0 AND t.deleted = 0`,
  }
}

function ofReference(register: RegisterDefinition, field: FieldDefinition, reads: (name: string) => boolean): Relation[] {
  const column = columnSql(field)
  return linksOfField(field)
    .filter((link) => reads(link.register))
    .flatMap(({ register: target, prefix }) => {
      const direct: Relation = {
        through: target,
        label: field.label,
        byPlace: false,
        sql: `SELECT t.id, j.value AS source FROM json_each(?) j CROSS JOIN ${register.name} t ON ${column} = ${heldSql(prefix, 'j.value')} WHERE t.deleted = 0 LIMIT ${MOST}`,
        all: `SELECT t.id, ${idSql(prefix, column)} AS source FROM ${register.name} t WHERE t.deleted = 0 AND ${idSql(prefix, column)} IS NOT NULL`,
      }
      const behind = linkOf(register.name) !== undefined || field.keeps !== undefined ? [] : linksReadable(target, reads)
      return [
        ...(isSearchedThrough(target) ? [direct] : []),
        ...behind.map((link) =>
          ofLink(
            link,
            't.id',
            ` JOIN ${register.name} t ON ${column} = ${heldSql(prefix, `m.${link.to}`)} AND t.deleted = 0`,
            `${register.name} t CROSS JOIN ${link.register} m ON m.${link.to} = ${idSql(prefix, column)}`,
          ),
        ),
      ]
    })
}

function ofPlace(register: RegisterDefinition, field: FieldDefinition): Relation {
  return {
    through: 'division',
    label: field.key === register.title ? null : field.label,
    byPlace: true,
    sql: `SELECT t.id, d.id AS source FROM json_each(?) j CROSS JOIN division d ON d.id = j.value CROSS JOIN ${register.name} t ON ${columnSql(field)} = d.code WHERE t.deleted = 0 LIMIT ${MOST}`,
    all: `SELECT t.id, d.id AS source FROM ${register.name} t CROSS JOIN division d ON d.code = ${columnSql(field)} WHERE t.deleted = 0`,
  }
}
