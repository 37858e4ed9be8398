/** Finds what a query of a table reads beside the indexes that registers keep to be counted by. */
import { columnSql, keptFields } from '../../../catalogue/derive/kept.ts'
import { isRegisterName, registerOf } from '../../../catalogue/index.ts'

/**
 * `register.column` of what is asked of records, where the register keeps an index to count by that lacks it: of those that are joined or looked for,
 * and, if `counted`, of those that are counted themselves.
 */
export function readBesideIndex(sql: string, counted = false): string[] {
  return [...sql.matchAll(/(?:JOIN|FROM) ([a-z_]+) ([a-z]\w*)/g)].flatMap(([, name = '', alias = '']) => {
    const register = isRegisterName(name) && (counted || alias !== 't') ? registerOf(name) : undefined
    if (register?.counted === undefined) return []
    const { by = register.sort.map(({ field }) => field), fields } = register.counted
    const kept = ['id', 'deleted', ...by, ...fields]
    // A place or household that a record counts with stands in the index as it is worked out.
    const read = keptFields(register).reduce((text, field) => text.replaceAll(columnSql(field, alias), `${alias}.${field.key}`), sql)
    const asked = new Set([...read.matchAll(new RegExp(`\\b${alias}\\.([a-z_]+)`, 'g'))].map(([, column = '']) => column))
    return [...asked].filter((column) => !kept.includes(column)).map((column) => `${name}.${column}`)
  })
}
