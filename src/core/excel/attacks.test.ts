/** Files made to hold the program or to take its memory: each ends soon, within its budget, with a sentence, and can be cancelled. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../errors.ts'
import { readForeignTemplate } from './foreignTemplate.ts'
import { openWorkbook, type OpenSheet } from './readWorkbook.ts'
import type { ReadingBudget } from './read/limits.ts'
import { LEGACY_ATTACKS, OWN_ATTACKS, soundTemplate, TEMPLATE_ATTACKS, type Attack } from './testing/attacks.ts'
import { makeFolder, rawWorkbook, type Folder } from './testing/workbooks.ts'

/** What such a file may cost in processor time, in seconds, and in memory, in megabytes. */
const SECONDS = 5
const MEGABYTES = 300

let folder: Folder
beforeAll(async () => {
  folder = await makeFolder()
})
afterAll(() => folder.remove())

/** Opens a file in its thread and reads all its sheets; the error with which it was refused, if it was. Anything but words is thrown on. */
async function outcome(path: string, budget: ReadingBudget): Promise<AppError | undefined> {
  try {
    const workbook = await openWorkbook(path, { budget })
    try {
      for (const sheet of workbook.sheets) if (sheet.refused === undefined) await readAll(sheet)
    } finally {
      await workbook.close()
    }
    return undefined
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

async function readAll(sheet: OpenSheet): Promise<void> {
  let empty = 0
  for await (const rows of sheet.portions({ merged: 'down' })) for (const { cells } of rows) if (cells.length === 0) empty += 1
  expect(empty).toBe(0)
}

function seconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1e6
}

function write({ file, make }: Attack): Promise<string> {
  return folder.write(file, make())
}

describe('workbooks that attack', () => {
  it.each(OWN_ATTACKS.map((attack) => [attack.name, attack] as const))('%s: ends by itself', async (_, attack) => {
    const path = await write(attack)
    const before = process.cpuUsage()
    // The time is no limit here: on a machine that is busy with other things a thread may wait long for its turn.
    const error = await outcome(path, { milliseconds: 120_000, megabytes: MEGABYTES })
    expect(seconds(before)).toBeLessThan(SECONDS)
    if (error === undefined) return
    expect(['FILE_FORMAT', 'FILE_TOO_LARGE', 'FILE_EMPTY']).toContain(error.code)
    expect(error.message).toContain(attack.file)
    expect(error.message).not.toMatch(/秒还没有读完|需要的内存/)
    expect(error.action).not.toBe('')
  })

  it('a package that unpacks to two hundred times its size says so before it is unpacked', async () => {
    const bomb = OWN_ATTACKS.find(({ file }) => file === 'bomb.xlsx')
    if (bomb === undefined) throw new Error('no bomb')
    expect(await outcome(await write(bomb), { milliseconds: 60_000, megabytes: MEGABYTES })).toMatchObject({
      code: 'FILE_TOO_LARGE',
      message: expect.stringMatching(/展开后有 65 MB，是文件本身的 \d{3,4} 倍/),
    })
  })

  it.each(LEGACY_ATTACKS.map((attack) => [attack.name, attack] as const))('%s: the thread is ended at its time or memory, in words', async (_, attack) => {
    const error = await outcome(await write(attack), { milliseconds: 1000, megabytes: 128 })
    expect(error).toMatchObject({ code: 'FILE_TOO_LARGE', message: expect.stringMatching(/用了 1 秒还没有读完，已停止|需要的内存超过了 128 MB，已停止/) })
    expect(error?.message).toContain(attack.file)
  })

  it('a thread that wants more memory than it may have is ended, in words', async () => {
    // All of it is held to the end, many times the limit: whenever the guard looks, it is too much.
    const texts = Array.from({ length: 600_000 }, (_, index) => `<t>${index}${'某村某社'.repeat(8)}</t>`)
    const path = await folder.write('memory.xlsx', rawWorkbook({ sheet: '<row r="1"><c t="s"><v>0</v></c></row>', texts }))
    expect(await outcome(path, { milliseconds: 120_000, megabytes: 24 })).toMatchObject({
      code: 'FILE_TOO_LARGE',
      message: '读“memory.xlsx”需要的内存超过了 24 MB，已停止。',
    })
    expect(await outcome(path, { milliseconds: 120_000, megabytes: MEGABYTES })).toBeUndefined()
  })

  it('opening one that would take hours is cancelled at once', async () => {
    const [attack] = LEGACY_ATTACKS
    if (attack === undefined) throw new Error('no attack')
    const opening = new AbortController()
    const told: unknown[] = []
    const opened = openWorkbook(await write(attack), {
      signal: opening.signal,
      budget: { milliseconds: 600_000, megabytes: 4096 },
      onProgress: (share) => told.push(share),
    })
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    opening.abort()
    await expect(opened).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  it('a sound workbook is read within the budget of its size', async () => {
    const path = await folder.write('sound.xlsx', rawWorkbook({ sheet: '<row r="1"><c r="A1"><v>1</v></c></row>' }))
    const workbook = await openWorkbook(path)
    expect(workbook.sheets).toHaveLength(1)
    await workbook.close()
  })
})

describe('templates that attack', () => {
  it.each(TEMPLATE_ATTACKS.map((attack) => [attack.name, attack] as const))('%s: ends within its budget, in words', async (_, attack) => {
    await expect(readForeignTemplate(await write(attack), { milliseconds: 1000, megabytes: 128 })).rejects.toSatisfy(
      (error) => error instanceof AppError && ['FILE_FORMAT', 'FILE_TOO_LARGE'].includes(error.code),
    )
  })

  it('a sound one is read, and read anew when it was changed', async () => {
    const path = await folder.write('own.xlsx', await soundTemplate())
    const first = await readForeignTemplate(path)
    expect(first.rows[0]?.cells[0]?.value).toBe('标题 {{year}}')
    expect(await readForeignTemplate(path)).toBe(first)
    await folder.write('own.xlsx', 'changed')
    await expect(readForeignTemplate(path)).rejects.toMatchObject({ code: 'FILE_FORMAT' })
  })
})
