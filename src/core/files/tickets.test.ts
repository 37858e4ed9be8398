import { existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FileTickets, MOST_UPLOAD_BYTES_HELD, MOST_UPLOADS } from './tickets.ts'

let directory: string
let tickets: FileTickets
let count = 0
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bangfu-tickets-'))
  tickets = new FileTickets(join(directory, 'made'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

function file(bytes = 3): string {
  count += 1
  const path = join(directory, `${count}.bin`)
  writeFileSync(path, '')
  truncateSync(path, bytes)
  return path
}
const upload = (holder: string, path = file()): string => tickets.accept(path, 'a.xlsx', holder, { temporary: true }).ticket
const gone = expect.objectContaining({ code: 'FILE_NOT_FOUND' }) as Error

describe('file tickets', () => {
  it('are as if they were not there for everybody else', () => {
    const ticket = tickets.give(file(), '导出.xlsx', 'one').ticket
    expect(tickets.resolve(ticket, 'one').name).toBe('导出.xlsx')
    expect(() => tickets.resolve(ticket, 'another')).toThrow(gone)
    expect(() => tickets.borrow(ticket, 'another')).toThrow(gone)
  })

  it('end with the last session of their holder, and the files with them; what is being read stays until it is done', () => {
    const [made, picked, kept, other] = [file(), file(), file(), file()]
    const given = tickets.give(made, 'a', 'one').ticket
    const borrowed = tickets.borrow(upload('one', picked), 'one')
    tickets.give(kept, 'b', 'one', { kept: true })
    const theirs = tickets.give(other, 'c', 'two').ticket
    tickets.end('one')
    expect(() => tickets.resolve(given, 'one')).toThrow(gone)
    expect([made, picked, kept, other].map((path) => existsSync(path))).toEqual([false, true, true, true])
    borrowed.release()
    borrowed.release()
    expect(existsSync(picked)).toBe(false)
    expect(tickets.resolve(theirs, 'two').path).toBe(other)
  })

  it('go when they were used or refused; a file that was only picked stays where the user has it', () => {
    const [sent, picked] = [file(), file()]
    const ticket = upload('one', sent)
    tickets.discard(ticket)
    tickets.discard(tickets.accept(picked, 'b', 'one', { temporary: false }).ticket)
    expect([existsSync(sent), existsSync(picked)]).toEqual([false, true])
    expect(() => tickets.resolve(ticket, 'one')).toThrow(gone)
  })

  it('of uploads are limited for each holder, by number and by bytes', () => {
    const busy = expect.objectContaining({ code: 'BUSY' }) as Error
    const all = Array.from({ length: MOST_UPLOADS }, () => upload('one'))
    expect(() => upload('one')).toThrow(busy)
    expect(() => upload('two')).not.toThrow()
    tickets.discard(all[0] ?? '')
    expect(() => upload('one')).not.toThrow()
    upload('three', file(MOST_UPLOAD_BYTES_HELD - 10))
    expect(() => tickets.requireRoom('three', 11)).toThrow(busy)
    expect(() => tickets.requireRoom('three', 10)).not.toThrow()
  })
})
