/**
 * Reading by reach: whoever may read a place that a record reaches (`reaches`: the villages of a project) reads the record and what is part of it,
 * though it belongs to a place of others. Nobody writes by reach. Pure, like what it rests on.
 */
import { ownerReference } from '../catalogue/derive/belonging.ts'
import { idSql, linksOfField } from '../catalogue/derive/subject.ts'
import { findField, registerNames, registerOf } from '../catalogue/index.ts'
import type { Reach, RegisterDefinition } from '../catalogue/types.ts'
import { prefixCondition, type ScopeCondition } from './condition.ts'

const NOWHERE: ScopeCondition = { sql: '0', parameters: [] }

const reaching = new Map<string, boolean>()

/** Whether records of a register, or what they are part of, may reach places of others. */
export function mayReach(register: RegisterDefinition): boolean {
  let known = reaching.get(register.name)
  if (known === undefined) reaching.set(register.name, (known = reachCondition(register, 't', ['']).sql !== '0'))
  return known
}

/** SQL of the condition that a record (its table goes by `alias`), or what it is part of, reaches a division that begins with one of the prefixes. */
export function reachCondition(register: RegisterDefinition, alias: string, prefixes: readonly string[]): ScopeCondition {
  return anyOf([...(register.reaches ?? []).map((reach) => reached(reach, alias, prefixes)), ...byOwner(register, alias, prefixes)])
}

function reached(reach: Reach, alias: string, prefixes: readonly string[]): ScopeCondition {
  if ('field' in reach) return prefixCondition(prefixes, `${alias}.${reach.field}`, false)
  const { register, by, to } = reach
  const link = `${alias}_l`
  const target = findField(register, to)?.register
  const place = target === undefined ? `${link}.${to}` : `${link}_p.${registerOf(target).owner}`
  const join = target === undefined ? '' : ` JOIN ${target} ${link}_p ON ${link}_p.id = ${link}.${to}`
  const within = prefixCondition(prefixes, place, false)
  return {
    sql: `EXISTS (SELECT 1 FROM ${register} ${link}${join} WHERE ${link}.${by} = ${alias}.id AND ${link}.deleted = 0 AND ${within.sql})`,
    parameters: within.parameters,
  }
}

/** By what the record is part of: lines and papers of a project are read with it. What moves is not read by its moves, nor they by it. */
function byOwner(register: RegisterDefinition, alias: string, prefixes: readonly string[]): ScopeCondition[] {
  const above = ownerReference(register)
  if (above === undefined) return []
  const owner = `${alias}_o`
  const through = (name: string, id: string, only = ''): ScopeCondition => {
    const inner = reachCondition(registerOf(name), owner, prefixes)
    if (inner.sql === '0') return NOWHERE
    return { sql: `${only}EXISTS (SELECT 1 FROM ${name} ${owner} WHERE ${owner}.id = ${id} AND ${inner.sql})`, parameters: inner.parameters }
  }
  const column = `${alias}.${above.by}`
  if (above.registerIn !== undefined)
    return registerNames
      .filter((name) => registerOf(name).partOf?.registerIn === undefined)
      .map((name) => through(name, column, `${alias}.${above.registerIn} = '${name}' AND `))
  const field = findField(register, above.by)
  return field === undefined ? [] : linksOfField(field).map((link) => through(link.register, idSql(link.prefix, column)))
}

function anyOf(conditions: readonly ScopeCondition[]): ScopeCondition {
  const some = conditions.filter(({ sql }) => sql !== '0')
  if (some.length === 0) return NOWHERE
  return { sql: `(${some.map(({ sql }) => sql).join(' OR ')})`, parameters: some.flatMap(({ parameters }) => parameters) }
}
