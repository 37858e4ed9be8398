/** Lists of every register, asked of the core as the screens ask; beside each request the same rows fetched by their ids and nothing else. */
import type Sqlite from 'better-sqlite3'
import { registerOf } from '../../../src/core/catalogue/index.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { listBar, type BenchInput } from '../input.ts'
import { kind, timed, timedBare, type Measured, type Sample } from '../measure.ts'
import type { BenchOffice } from '../office.ts'
import { VERY_LARGE } from '../plan.ts'
import { KIND_LABELS, requestsOf, type ListKind, type ListRequest } from './requests.ts'

/** Milliseconds for which a clerk looks at the first page of a very long list before dragging the scrollbar. */
const LOOKS = 3000
const BARE = '按编号直接取同样的行'

export async function listsOf(office: BenchOffice, bare: Sqlite.Database, register: string, input: BenchInput): Promise<(Measured | null)[]> {
  const byKind = Map.groupBy(requestsOf(bare, register), (request) => request.kind)
  const measured: (Measured | null)[] = []
  for (const [of, requests] of byKind) measured.push(await askKind(office, bare, register, of, requests, input))
  return measured
}

async function askKind(
  office: BenchOffice,
  bare: Sqlite.Database,
  register: string,
  of: ListKind,
  requests: readonly ListRequest[],
  input: BenchInput,
): Promise<Measured | null> {
  const samples: Sample[] = []
  let spent = 0
  if (of === 'deep' && input.people >= VERY_LARGE) {
    await ask(office, bare, { kind: 'first', at: '', request: { register } })
    await pause(LOOKS)
  }
  for (const request of requests) {
    if (spent > input.patience * 1000) break
    const sample = await ask(office, bare, request)
    spent += sample.milliseconds
    samples.push(sample)
  }
  return kind(`${of}.${register}`, `${registerOf(register).label}：${KIND_LABELS[of]}`, samples, {
    bar: listBar(input.people),
    bareWhat: BARE,
    of: requests.length,
  })
}

async function ask(office: BenchOffice, bare: Sqlite.Database, { at, request }: ListRequest): Promise<Sample> {
  const { milliseconds, cpu, result } = await timed(() => office.client.records.query({ ...request, soon: true }))
  const fetch = bare.prepare(`SELECT * FROM ${request.register} WHERE id = ?`)
  const ids = result.rows.map((row) => String(row['id']))
  const alone = await timedBare(() => {
    for (const id of ids) fetch.get(id)
  })
  return { milliseconds, cpu, at, ...(ids.length === 0 ? {} : { bare: alone.milliseconds }) }
}
