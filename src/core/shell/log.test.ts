import fc from 'fast-check'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFileLog, maskNumbers } from './log.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bangfu-log-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

describe('log', () => {
  it('never holds a whole ID, bank or phone number', () => {
    const numbers = fc.oneof(fc.stringMatching(/^\d{17}[\dX]$/), fc.stringMatching(/^1\d{10}$/), fc.stringMatching(/^62\d{14,17}$/))
    fc.assert(
      fc.property(fc.string(), numbers, fc.string(), (before, number, after) => {
        expect(maskNumbers(`${before} ${number} ${after}`)).not.toContain(number)
      }),
    )
  })
  it('leaves division codes, dates and money readable', () => {
    expect(maskNumbers('621125105 2014-12-31 123456.78 元')).toBe('621125105 2014-12-31 123456.78 元')
  })
  it('writes time, level, message and the chain of causes', () => {
    const log = createFileLog(directory, 'main', () => new Date('2026-01-02T03:04:05Z'))
    log.error('打不开', new Error('outer', { cause: new Error('inner 621125198001011234') }))
    const text = readFileSync(log.path, 'utf8')
    expect(text).toMatch(/^2026-01-02T03:04:05\.000Z error 打不开: Error: outer/)
    expect(text).toContain('inner 621*************34')
  })
  it('sets a full file aside and starts anew', () => {
    const log = createFileLog(directory, 'main')
    writeFileSync(log.path, 'x'.repeat(3 * 1024 * 1024))
    log.info('新的一页')
    expect(readdirSync(directory).toSorted()).toEqual(['main.1.log', 'main.log'])
    expect(statSync(log.path).size).toBeLessThan(200)
  })
  it('does not throw where it cannot write', () => {
    writeFileSync(join(directory, 'file'), '')
    expect(() => createFileLog(join(directory, 'file', 'below'), 'main').info('x')).not.toThrow()
  })
})
