/**
 * Every procedure of the contract × everybody who may come × what it may be asked of, against a policy written by hand. Whatever is answered, let
 * through or refused, is searched for texts that the one who asked may not see; what is written is looked up in the journal.
 */
import { registerOf } from './catalogue/index.ts'
import { isContractProcedure, type AnyContractRouter } from '@orpc/contract'
import { readInput } from './files/temporary.ts'
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract } from './contract.ts'
import { calls, type Situation } from './testing/rights/calls.ts'
import { OWN, rightsOffice, type Asker, type RightsOffice } from './testing/rights/office.ts'
import { rules, type Letter, type Target } from './testing/rights/policy.ts'
import type { Job } from './features/jobs/contract.ts'

let office: RightsOffice
beforeAll(async () => {
  office = await rightsOffice()
}, 120_000)
afterAll(() => office.end())

/** Nobody at work: refused by saying that one is to log in or to unlock. */
const ABSENT: ReadonlySet<Letter> = new Set(['N', 'C', 'D', 'O', 'L'])
const LIMITED: ReadonlySet<Letter> = new Set(['E', 'V'])
const REFUSALS: ReadonlySet<string> = new Set(['FORBIDDEN', 'NOT_FOUND', 'FILE_NOT_FOUND', 'VALIDATION', 'DUPLICATE'])
/** Whoever takes somebody in ends the membership that they had elsewhere. */
const TAKEN_IN = `SELECT 1 FROM membership m JOIN person_transfer t ON t.person_id = m.person_id WHERE m.id = ? AND t.state = 'in' AND t.to_village = ?`

/** Registers that a procedure opens for whoever serves one end of a thing, and those that are added to without belonging to a village. */
const OPENED: ReadonlySet<string> = new Set(['transfer', 'person_transfer', 'review_return', 'helper', 'organization', 'year_lock'])

interface Outcome {
  readonly code: string | null
  readonly said: string
}

function procedures(part: AnyContractRouter, path: readonly string[] = []): string[] {
  return isContractProcedure(part) ? [path.join('.')] : Object.entries(part).flatMap(([name, inner]) => procedures(inner, [...path, name]))
}

/** All texts of a file: of a workbook those of its parts. */
function textsOf(bytes: Buffer): string {
  if (bytes.readUInt32BE(0) !== 0x504b0304) return bytes.toString('utf8')
  const texts: string[] = []
  let at = bytes.readUInt32LE(bytes.length - 6)
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [method, packed, name, extra, comment, local] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
      bytes.readUInt32LE(at + 42),
    ]
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const content = bytes.subarray(start, start + packed)
    texts.push((method === 8 ? inflateRawSync(content) : content).toString('utf8'))
    at += 46 + name + extra + comment
  }
  return texts.join('\n')
}

async function callAs(asker: Asker, procedure: string, input: unknown): Promise<Outcome> {
  const [part = '', name = ''] = procedure.split('.')
  const client = asker.client as unknown as Readonly<Record<string, Readonly<Record<string, (input?: unknown) => Promise<unknown>>>>>
  try {
    const answer = await client[part]?.[name]?.(input)
    return { code: null, said: JSON.stringify(answer) + (await following(asker, procedure, answer)) }
  } catch (error) {
    const { code, message, action, issues, data } = error as { code?: string; message: string; action?: string; issues?: unknown; data?: unknown }
    if (code === undefined || code === 'INTERNAL' || code === 'INTERNAL_SERVER_ERROR') throw error
    return { code, said: JSON.stringify([message, action, issues, data]) }
  }
}

/** What comes of an answer: of a job its end and its file, of a ticket the file, of a stream what it begins with. */
async function following(asker: Asker, procedure: string, answer: unknown): Promise<string> {
  if (procedure === 'jobs.watch') return firstOf(asker, answer as AsyncGenerator<unknown>)
  const { job, ticket } = (answer ?? {}) as { job?: string; ticket?: string }
  const file = async (name: string): Promise<string> => textsOf(await readInput((await office.app.files.resolve(name, asker.session ?? '')).path))
  if (ticket !== undefined) return file(ticket)
  if (typeof job !== 'string') return ''
  await office.app.host.jobs.finished(job)
  const done: Job = await asker.client.jobs.get({ job })
  return JSON.stringify(done) + (done.file === null ? '' : await file(done.file.ticket))
}

/** A job of another of the same name begins and ends while one watches. */
async function firstOf(asker: Asker, events: AsyncGenerator<unknown>): Promise<string> {
  const other = office.askers.find(({ letter }) => letter === 'U')
  const next = events.next()
  const started = await other?.client.exports.start({ register: 'household', text: office.foreign.name, format: 'csv' })
  await office.app.host.jobs.finished(started?.job ?? '')
  await office.app.host.office().store.change({ id: 'x', name: 'x' }, { kind: 'edit', title: 'x' }, (transaction) => {
    transaction.insert('organization', { name: '某单位' })
  })
  const heard: unknown[] = []
  // It begins with the jobs that the asker may follow; the change of the records comes last.
  for (let { value } = await next; ; { value } = await events.next()) {
    heard.push(value)
    const { type, job } = value as { type: string; job?: Job }
    if (job?.id === started?.job && asker.letter !== 'A' && asker.letter !== 'U') throw new Error(`${asker.letter} follows the job of another`)
    if (type === 'changed') break
  }
  await events.return(undefined)
  return JSON.stringify(heard)
}

/** What an asker has written that was not theirs to write, by register. */
function strayed(asker: Asker, since: number): string[] {
  const { read } = office.app.host.office().store
  const entries = read.all<{ register: string; record: string }>(
    'SELECT j.register, j.record FROM journal j JOIN change_set c ON c.number = j.change_set WHERE j.sequence > ? AND c.user_id = ?',
    since,
    asker.user ?? '',
  )
  if (asker.letter === 'A' || asker.letter === 'U' || entries.length === 0) return []
  return entries
    .filter(({ register, record }) => {
      if (register === 'user') return false
      if (OPENED.has(register)) return asker.letter === 'R'
      if (!LIMITED.has(asker.letter) || asker.letter === 'V') return true
      if (register === 'membership' && read.get(TAKEN_IN, record, OWN) !== undefined) return false
      const owner = registerOf(register).owner ?? 'village'
      return read.get<{ place: string | null }>(`SELECT ${owner} AS place FROM ${register} WHERE id = ?`, record)?.place !== OWN
    })
    .map(({ register }) => register)
}

describe('谁能做什么', () => {
  it('契约里的每个过程都在手写的规则里，也都有调用的例子', () => {
    expect(rules.map(({ procedure }) => procedure).toSorted()).toEqual(procedures(contract).toSorted())
    expect(Object.keys(calls).toSorted()).toEqual(procedures(contract).toSorted())
  })

  it.each(rules.map((rule) => [rule.procedure, rule] as const))(
    '%s',
    async (procedure, { allowed }) => {
      const call = calls[procedure]
      if (call === undefined) throw new Error('no call')
      const wrong: string[] = []
      for (const [target, letters] of allowed) {
        for (const asker of office.askers) wrong.push(...(await check(procedure, asker, target, letters.has(asker.letter))))
      }
      expect(wrong).toEqual([])
    },
    120_000,
  )

  it('做完这一切，日志里没有任何一个村的内容', () => {
    for (const { text } of office.canaries) expect(office.log.filter((line) => line.includes(text))).toEqual([])
  })
})

async function check(procedure: string, asker: Asker, target: Target, lets: boolean): Promise<string[]> {
  const call = calls[procedure]
  const of = target === 'foreign' ? office.foreign : office.own
  const situation: Situation = { office, asker, target, allowed: lets, of, fresh: () => (lets ? office.fresh(of.village) : Promise.resolve(of)) }
  const where = `${procedure} ${asker.letter} ${target}`
  const { store } = office.app.host.office()
  const input = await call?.input(situation)
  const before = store.lastSequence
  const { code, said } = await callAs(asker, procedure, input)
  const wrong: string[] = []
  if (lets && code !== null && !(call?.fails ?? []).includes(code)) wrong.push(`${where}: ${code} ${said}`)
  if (!lets && code === null) wrong.push(`${where}: let through`)
  if (!lets && code !== null && !(ABSENT.has(asker.letter) ? ['NOT_LOGGED_IN', 'LOCKED', 'FORBIDDEN'] : [...REFUSALS]).includes(code))
    wrong.push(`${where}: ${code} ${said}`)
  if (!lets && store.lastSequence !== before && asker.letter !== 'A') wrong.push(`${where}: written`)
  for (const { text, seenBy } of office.canaries)
    if (!seenBy.includes(asker.letter) && said.includes(text) && !JSON.stringify(input ?? null).includes(text)) wrong.push(`${where}: tells ${text}`)
  for (const register of strayed(asker, before)) wrong.push(`${where}: writes ${register}`)
  await office.mend(asker)
  return wrong
}
