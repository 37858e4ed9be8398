/**
 * Records from which a link leads away by now: somebody whose membership was pointed over to another record of the same person. No table tells it,
 * since the link says only where it leads today; the journal does, and an index over the few entries that say it keeps asking cheap.
 */
import { linkRegisters, type Linked } from '../catalogue/derive/belonging.ts'
import { registerOf } from '../catalogue/index.ts'
import type { ReadDatabase } from './database.ts'

/** A record that was linked to `target`, by a link that stands at `place` today. */
export interface FormerLink {
  readonly id: string
  readonly target: string | null
  readonly place: string | null
}

const BY = [...new Set(linkRegisters.map(({ by }) => by))]

/** SQL of the condition that an entry (columns behind `alias`, empty for none) may have pointed a link over; with that of the index, word for word. */
export function relinkingSql(alias = ''): string {
  const said = `coalesce(${alias}authored, ${alias}before)`
  return `(${BY.map((by) => `instr(${said}, '"${by}"') > 0`).join(' OR ')})`
}

/** All records that a link of theirs has left, with where that link stands. */
export function formerLinks(database: ReadDatabase): FormerLink[] {
  return linkRegisters.flatMap((link) => database.all<FormerLink>(leftBehind(link)))
}

/** Every record that a link was ever said to be of, besides the one that it is of. What was only wished for never was. */
function leftBehind({ register, by, to }: Linked): string {
  const named = `json_extract(coalesce(json_extract(k.authored, '$.after'), k.after), '$.${by}')`
  return `SELECT DISTINCT ${named} AS id, l.${to} AS target, l.${registerOf(register).owner ?? ''} AS place
    FROM journal j JOIN ${register} l ON l.id = j.record JOIN journal k ON k.record = j.record
    WHERE ${relinkingSql('j.')} AND j.register = '${register}' AND coalesce(k.standing, '') <> 'proposal' AND ${named} <> l.${by}`
}
