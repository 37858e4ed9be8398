import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { handOver } from '#core/files/temporary.ts'
import { AppError } from '#core/errors.ts'
import { fakeElectron, FakeWindow, resetElectron, type World } from '../testing/fakeElectron.ts'

vi.mock('electron', () => fakeElectron)

const { filtersFor, pickFile, pickFolder, pickShape, safeFileName, saveFile, saveShape } = await import('./dialogs.ts')
const { FAILURE_BUTTONS, failureMessage, failureText, showFailure } = await import('./failure.ts')
const { menuTemplate } = await import('./menu.ts')
const { isCancelled, printDocument } = await import('./print.ts')
const { PrintDocuments } = await import('../security/protocol.ts')
const { createWindow } = await import('../security/window.ts')

let world: World
let directory: string
let window: never
beforeEach(() => {
  world = resetElectron()
  directory = mkdtempSync(join(tmpdir(), 'bangfu-shell-'))
  window = new FakeWindow() as never
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const desk = {
  accept: async (path: string, name: string) => ({ ticket: `for:${name}`, name, size: path.length }),
  resolve: async (ticket: string) => {
    if (ticket !== 'made') throw new AppError('NOT_FOUND', '没有这个文件。', '请重新生成。')
    return { path: join(directory, 'made.tmp'), name: '花名册.xlsx', size: 4 }
  },
  save: (_ticket: string, to: string) => handOver(join(directory, 'made.tmp'), to),
  get documents() {
    return directory
  },
}

describe('opening', () => {
  it('gives the page a ticket and a name, not the path', async () => {
    world.answers.open.push(['/media/usb/帮扶/花名册.xlsx'])
    const ticket = await pickFile(window, desk, { title: '选择花名册', extensions: ['xlsx', 'csv'] })
    expect(ticket).toMatchObject({ ticket: 'for:花名册.xlsx', name: '花名册.xlsx' })
    expect(JSON.stringify(ticket)).not.toContain('/media')
  })
  it('answers null when the user thinks better of it', async () => {
    expect(await pickFile(window, desk, { title: '', extensions: [] })).toBeNull()
    world.answers.open.push([tmpdir()])
    expect(await pickFolder(window, desk, { title: '选择文件夹', kind: 'folder' })).toMatchObject({ ticket: expect.any(String) })
    expect(await pickFolder(window, desk, { title: '', kind: 'folder' })).toBeNull()
  })
  it('offers all kinds together, then each', () => {
    expect(filtersFor(['xlsx', 'csv']).map((filter) => filter.extensions)).toEqual([['xlsx', 'csv'], ['xlsx'], ['csv']])
  })
  it('takes no path and no strange extension from the page', () => {
    expect(pickShape.safeParse({ title: 'x', extensions: ['xlsx'], defaultPath: '/etc' }).success).toBe(false)
    expect(pickShape.safeParse({ title: 'x', extensions: ['../x'] }).success).toBe(false)
    expect(saveShape.safeParse({ ticket: { ticket: 'a', name: 'b', size: 1 }, suggestedName: 'x', path: '/x' }).success).toBe(false)
  })
})

describe('saving', () => {
  const input = { ticket: { ticket: 'made', name: 'x', size: 4 }, suggestedName: '花名册.xlsx' }
  it('copies the file to where the user says, and leaves nothing beside it', async () => {
    writeFileSync(join(directory, 'made.tmp'), 'made')
    const target = join(directory, '花名册.xlsx')
    writeFileSync(target, 'old')
    world.answers.save.push(target)
    expect(await saveFile(window, desk, input)).toBe(true)
    expect(readFileSync(target, 'utf8')).toBe('made')
    expect(readdirSync(directory).toSorted()).toEqual(['made.tmp', '花名册.xlsx'])
  })
  it('false when cancelled; a forged ticket is refused before any dialog', async () => {
    writeFileSync(join(directory, 'made.tmp'), 'made')
    expect(await saveFile(window, desk, input)).toBe(false)
    await expect(saveFile(window, desk, { ...input, ticket: { ticket: 'forged', name: '', size: 0 } })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
  it('a USB stick that is gone is a sentence, and the old file stays', async () => {
    writeFileSync(join(directory, 'made.tmp'), 'made')
    world.answers.save.push(join(directory, 'gone', '花名册.xlsx'))
    await expect(saveFile(window, desk, input)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND', action: expect.stringContaining('U 盘') as string })
  })
  it('suggests only names that every system accepts', () => {
    expect(safeFileName('2026/11: 花名册?.xlsx')).toBe('11_ 花名册_.xlsx')
    expect(safeFileName('..')).toBe('未命名')
  })
})

describe('printing', () => {
  const ports = (): { documents: InstanceType<typeof PrintDocuments>; createWindow: () => never; documentsFolder: string } => ({
    documents: new PrintDocuments(),
    createWindow: () => createWindow('print', { preload: '', icon: '', devTools: false }) as never,
    documentsFolder: directory,
  })
  it('opens the system dialog for the document, then forgets document and window', async () => {
    const at = ports()
    await printDocument(window, at, '<p>表</p>')
    expect(world.printed[0]?.url).toMatch(/^app:\/\/register\/print\//)
    expect(world.printed[0]?.options).toMatchObject({ silent: false, printBackground: true })
    expect(world.windows.at(-1)?.destroyed).toBe(true)
    expect(at.documents.get(world.printed[0]?.url.split('/').at(-1) ?? '')).toBeUndefined()
  })
  it('the user’s own cancel is no error; a failure is a sentence', async () => {
    world.printOutcome = { success: false, reason: 'Print job canceled' }
    await expect(printDocument(window, ports(), 'x')).resolves.toBeUndefined()
    world.printOutcome = { success: false, reason: 'Invalid printer settings' }
    await expect(printDocument(window, ports(), 'x')).rejects.toMatchObject({ message: '打印没有完成。' })
    expect(world.windows.slice(1).every((made) => made.destroyed)).toBe(true)
    expect([isCancelled('cancelled'), isCancelled('failed')]).toEqual([true, false])
  })
  it('without a printer offers a PDF', async () => {
    world.printers = 0
    world.answers.box.push(0)
    world.answers.save.push(join(directory, '打印.pdf'))
    await printDocument(window, ports(), 'x')
    expect(readFileSync(join(directory, '打印.pdf'), 'utf8')).toMatch(/^%PDF/)
    expect(world.printed).toEqual([])
  })
})

describe('failure', () => {
  const report = {
    error: { code: 'DATABASE_DAMAGED' as const, message: '数据库损坏。', action: '请用备份恢复。' },
    detail: 'Error: malformed\n    at open (/app/x.ts:1:1) 621125198001011234',
    dataDirectory: '/data',
    logPath: '/data/logs/shell.log',
    version: '0.1.0',
  }
  it('says what is wrong and what to do, shows no stack, never offers to delete, and quits by default', () => {
    const message = failureMessage(report)
    expect(`${message.message}${message.detail ?? ''}`).toContain('请用备份恢复。')
    expect(message.detail).toContain('/data/logs/shell.log')
    expect(JSON.stringify(message)).not.toMatch(/at open|删除|清空|重置/)
    expect(message.buttons?.[message.defaultId ?? -1]).toBe('退出')
    expect(FAILURE_BUTTONS).toHaveLength(3)
  })
  it('copies the error for the technician without personal numbers, opens the folder, and stays until the user quits', async () => {
    world.answers.box.push(1, 2, 0)
    await showFailure(report)
    expect(world.clipboard).toBe(failureText(report))
    expect(world.clipboard).toContain('at open')
    expect(world.clipboard).not.toContain('621125198001011234')
    expect(world.openedPaths).toEqual(['/data'])
    expect(world.boxes).toHaveLength(3)
  })
})

describe('menu', () => {
  it('is in Chinese and neither reloads nor opens developer tools', () => {
    const text = JSON.stringify(menuTemplate({ openDataFolder: () => undefined, about: () => undefined }))
    expect(text).not.toMatch(/reload|toggleDevTools|forceReload/i)
    expect([...text.matchAll(/"label":"([^"]+)"/g)].every(([, label]) => /^[\u4e00-\u9fff]+$/.test(label ?? ''))).toBe(true)
  })
})
