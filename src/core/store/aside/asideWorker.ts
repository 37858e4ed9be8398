/** Entry of a thread that reads the data beside the writer: one connection, one question at a time, given up in the middle when nobody waits any more. */
import { parentPort, workerData } from 'node:worker_threads'
import { AppError, toErrorPayload } from '../../errors.ts'
import { Database, type SqlRow } from '../database.ts'
import { Fingerprints } from '../fingerprints.ts'
import { packNumbers } from '../packedNumbers.ts'
import { FITS_NAME, nameJudge } from '../search.ts'
import type { AsideAnswer, AsideData, AsideQuestion, AsideRequest } from './protocol.ts'

/** KiB of pages that a thread keeps; what it has taken stays with the process. */
const CACHE = 16_384
/** Rows between two looks at whether somebody still waits. */
const LOOK_EVERY = 512

const port = parentPort
if (port === null) throw new Error('asideWorker runs as a worker thread only')
const { path, key } = workerData as AsideData
let stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
const database = new Database({ path, key, readonly: true, cache: CACHE })
database.define(FITS_NAME, nameJudge())
database.onWanted(() => {
  if (Atomics.load(stop, 0) !== 0) throw new AppError('CANCELLED', '已改为查找别的内容。', '')
  return true
})

function answer(question: AsideQuestion): AsideAnswer {
  stop = new Int32Array(question.stop)
  switch (question.kind) {
    case 'rows':
      return { ok: true, rows: [...wanted(database.each<SqlRow>(question.sql, ...question.parameters))] }
    case 'numbers':
      return { ok: true, numbers: Uint32Array.from([...wanted(database.eachFirst(question.sql, ...question.parameters))].map(Number)) }
    case 'ids':
      return { ok: true, ids: [...wanted(database.eachFirst(question.sql, ...question.parameters))].join('\n') }
    case 'packed':
      return { ok: true, packed: packNumbers(wanted(database.each<{ number: string; row: number }>(question.sql, ...question.parameters))) }
    case 'fingerprints': {
      const fingerprints = new Fingerprints()
      for (const row of wanted(database.each<SqlRow>(question.sql, ...question.parameters))) {
        const [of, text] = Object.values(row).map(String)
        fingerprints.add(of ?? '', text ?? '')
      }
      return { ok: true, fingerprints: fingerprints.found() }
    }
  }
}

/** What goes to whoever asked without being copied. */
function handedOver(told: AsideAnswer): ArrayBuffer[] {
  if (!told.ok) return []
  const all = 'numbers' in told ? [told.numbers] : 'packed' in told ? [told.packed.bytes, told.packed.starts, told.packed.rows] : []
  return all.map(({ buffer }) => buffer as ArrayBuffer)
}

/** The same rows, with a look now and then at whether somebody still waits. */
function* wanted<T>(rows: Iterable<T>): IterableIterator<T> {
  let at = 0
  for (const row of rows) {
    if (at % LOOK_EVERY === 0 && Atomics.load(stop, 0) !== 0) throw new AppError('CANCELLED', '已改为查找别的内容。', '')
    at += 1
    yield row
  }
}

port.on('message', (request: AsideRequest) => {
  if (request === null) {
    database.close()
    port.close()
    return
  }
  let told: AsideAnswer
  try {
    told = answer(request)
  } catch (error) {
    told = { ok: false, error: toErrorPayload(error), detail: error instanceof Error ? error.message : '' }
  }
  port.postMessage(told, handedOver(told))
})
