/** The thread that reads a file: so that the core answers while a large workbook is taken apart, and a hostile one cannot take its memory. */
import { parentPort } from 'node:worker_threads'
import type { ReaderRequest } from './protocol.ts'
import { Reader } from './reader.ts'

const port = parentPort
if (port === null) throw new Error('readWorker runs as a worker thread only')
const reader = new Reader((reply) => {
  port.postMessage(reply)
})
port.on('message', (request: ReaderRequest) => {
  void reader.handle(request)
})
