/** Fingerprints of what an office holds, by village and register: two sites with the same fingerprints hold the same data. */
import { createHash, hash } from 'node:crypto'
import { registerNames, registerOf } from '../catalogue/index.ts'
import { divisionPrefix } from '../access/permissions.ts'
import type { ReadDatabase } from '../store/index.ts'
import { tableOf } from '../store/table.ts'

/** By village (empty for what belongs to no village), by register. */
export type Digests = Record<string, Record<string, string>>

/** Registers that are not compared: each site holds only those that concern it in part. */
const NOT_COMPARED: ReadonlySet<string> = new Set(['transfer'])

/**
 * Fingerprints of the living records of a unit's villages and of what belongs to none. People count in every village where they are or
 * were in a household, since every office concerned holds them.
 */
export async function digestsOf(
  database: ReadDatabase,
  unit: string,
  step: () => Promise<void> = async () => undefined,
): Promise<{ digests: Digests; records: Record<string, number> }> {
  const prefix = divisionPrefix(unit)
  const digests: Digests = {}
  const records: Record<string, number> = {}
  for (const register of registerNames) {
    if (NOT_COMPARED.has(register)) continue
    const hashes = new Map<string, ReturnType<typeof createHash>>()
    let count = 0
    for (const { village, text } of database.each<{ village: string; text: string }>(linesOf(register, prefix))) {
      let running = hashes.get(village)
      if (running === undefined) hashes.set(village, (running = createHash('sha256')))
      running.update(text).update('\n')
      records[village] = (records[village] ?? 0) + 1
      // The rows come from an open statement on the reading connection: others may read in between.
      if (++count % 2000 === 0) await step()
    }
    for (const [village, running] of hashes) (digests[village] ??= {})[register] = running.digest('hex').slice(0, 32)
  }
  return { digests, records }
}

/**
 * Schema from which on fingerprints name the fields that have a value, so that a field which one of two programs does not have yet makes no
 * difference. Earlier ones named none, and cannot be compared with these.
 */
export const NAMED_SINCE = 610

/** Stands before each field: the unit separator of ASCII, which nobody types. */
const BETWEEN = '\u001f'

/** One line a record: id, and the entered fields that have a value by their names, in the order of ids within each village. */
function linesOf(register: string, prefix: string): string {
  const keys = tableOf(register)
    .entered.map((field) => field.key)
    .toSorted()
  // What has no value is null, and left out.
  const values = `concat_ws('${BETWEEN}', t.id${keys.map((key) => `, '${key}=' || t.${key}`).join('')})`
  const { owner } = registerOf(register)
  if (owner === undefined) return `SELECT '' AS village, ${values} AS text FROM ${register} t WHERE t.deleted = 0 ORDER BY t.id`
  const within = (column: string): string => `substr(${column}, 1, ${prefix.length}) = '${prefix}'`
  if (register === 'person' || register === 'person_year') {
    const person = register === 'person' ? 't.id' : 't.person_id'
    return `SELECT p.village, ${values} AS text FROM (SELECT DISTINCT person_id, village FROM membership WHERE deleted = 0 AND ${within('village')}) p
      JOIN ${register} t ON ${person} = p.person_id WHERE t.deleted = 0 ORDER BY p.village, t.id`
  }
  return `SELECT t.${owner} AS village, ${values} AS text FROM ${register} t WHERE t.deleted = 0 AND ${within(`t.${owner}`)} ORDER BY t.${owner}, t.id`
}

/** One fingerprint over all. */
export function digestOfAll(digests: Digests): string {
  const lines = Object.keys(digests)
    .toSorted()
    .map((village) => `${village} ${digestOfVillage(digests[village] ?? {})}`)
  return hash('sha256', lines.join('\n')).slice(0, 32)
}

/** One fingerprint over the registers of a village. */
export function digestOfVillage(registers: Readonly<Record<string, string>>): string {
  return hash(
    'sha256',
    Object.keys(registers)
      .toSorted()
      .map((register) => `${register} ${registers[register] ?? ''}`)
      .join('\n'),
  ).slice(0, 32)
}

/** Villages and registers in which two sites differ; only villages that both speak of are compared. */
export function differing(ours: Digests, theirs: Digests): { village: string; registers: string[] }[] {
  return Object.keys(theirs)
    .filter((village) => ours[village] !== undefined)
    .toSorted()
    .flatMap((village) => {
      const one = ours[village] ?? {}
      const other = theirs[village] ?? {}
      const registers = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((register) => one[register] !== other[register]).toSorted()
      return registers.length === 0 ? [] : [{ village, registers }]
    })
}
