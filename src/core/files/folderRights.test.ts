import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepFolderPrivate, rightsSentence, strangersIn, type RunProgram } from './folderRights.ts'

const OWN = 'S-1-5-21-3623811015-3361044348-30300820-1013'
const OTHER = 'S-1-5-21-3623811015-3361044348-30300820-1014'
/** As Windows writes them: below AppData; a folder made on D:\, which everybody may read; a drive without rights. */
const PROFILE = `D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;FA;;;${OWN})`
const DRIVE = 'D:AI(A;OICIID;FA;;;BA)(A;OICIID;FA;;;SY)(A;OICIIOID;SDGXGWGR;;;AU)(A;ID;0x1301bf;;;AU)(A;OICIID;0x1200a9;;;BU)'
const MENDED = `D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;${OWN})`

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-rights-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Windows in Chinese: names in GBK (here as the latin-1 that Node reads), rights as SDDL in UTF-16. `states` one after another. */
function windows(states: readonly string[], refuse: readonly string[] = []): { run: RunProgram; calls: string[][] } {
  const calls: string[][] = []
  let state = 0
  const run: RunProgram = async (program, args) => {
    calls.push([program, ...args])
    if (program === 'whoami.exe') return `"desktop-1\\\u00c0\u00ee\u00c3\u00f7","${OWN}"\r\n`
    const refused = refuse.find((option) => args.includes(option))
    if (refused !== undefined) throw new Error('\u00be\u00dc\u00be\u00f8\u00b7\u00c3\u00ce\u00ca\u00a1\u00a3')
    const at = args.indexOf('/save')
    if (at >= 0) {
      writeFileSync(args[at + 1] ?? '', Buffer.from(`data\r\n${states[Math.min(state, states.length - 1)]}\r\n`, 'utf16le'))
      state += 1
    }
    return '\u00d2\u00d1\u00b3\u00c9\u00b9\u00a6\u00b4\u00a6\u00c0\u00ed 1 \u00b8\u00f6\u00ce\u00c4\u00bc\u00fe'
  }
  return { run, calls }
}

describe('rights on Windows', () => {
  it('of a folder in the user’s profile are left alone', async () => {
    const { run, calls } = windows([PROFILE])
    expect(await keepFolderPrivate(folder, run)).toBe('private')
    expect(calls.map(([, ...args]) => args.find((arg) => ['/save', '/grant:r', '/inheritance:r', '/remove:g', '/user'].includes(arg)))).toEqual([
      '/user',
      '/save',
    ])
    expect(readdirSync(folder)).toEqual([])
  })

  it('of a folder that others may read are put right: granted first, then what is inherited and others’ taken away', async () => {
    const { run, calls } = windows([DRIVE, MENDED])
    expect(await keepFolderPrivate(folder, run)).toBe('mended')
    expect(calls.filter(([program, , option]) => program === 'icacls.exe' && option !== '/save').map((call) => call.slice(1))).toEqual([
      [folder, '/grant:r', `*${OWN}:(OI)(CI)F`, '*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F', '/q'],
      [folder, '/inheritance:r', '/q'],
      [folder, '/remove:g', '*S-1-5-11', '*S-1-5-32-545', '/q'],
    ])
  })

  it('that cannot be changed are told, and so is a disk that has none', async () => {
    expect(await keepFolderPrivate(folder, windows([DRIVE], ['/grant:r']).run)).toBe('open')
    expect(await keepFolderPrivate(folder, windows([DRIVE], ['/remove:g']).run)).toBe('open')
    expect(await keepFolderPrivate(folder, windows(['D:NO_ACCESS_CONTROL']).run)).toBe('none')
    expect(await keepFolderPrivate(folder, windows(['D:(A;OICI;FA;;;WD)'], ['/grant:r']).run)).toBe('none')
    expect(await keepFolderPrivate(folder, windows([''], ['/save']).run)).toBe('unknown')
    expect(
      await keepFolderPrivate(folder, async () => {
        throw new Error('ENOENT')
      }),
    ).toBe('unknown')
    expect([rightsSentence('private'), rightsSentence('mended')]).toEqual([null, null])
    for (const rights of ['open', 'none', 'unknown'] as const) expect(rightsSentence(rights)).toMatch(/加密的.*请/)
  })

  it('tell strangers by their identifiers', () => {
    expect(strangersIn(PROFILE, OWN)).toEqual([])
    expect(strangersIn(PROFILE, OTHER)).toEqual([OWN])
    expect(strangersIn(`O:BAG:SYD:PAI(D;;FA;;;AN)(A;;FA;;;${OWN})(A;OICI;FR;;;WD)(XA;;FR;;;BU;(@User.x == 1))S:(AU;;FA;;;WD)`, OWN)).toEqual([
      'S-1-1-0',
      'S-1-5-32-545',
    ])
    expect(strangersIn('D:P', OWN)).toEqual([])
    expect(strangersIn('', OWN)).toBeNull()
  })
})

describe.skipIf(process.platform === 'win32')('modes', () => {
  it('of folder and files become their owner’s alone', async () => {
    mkdirSync(join(folder, 'backups'), { mode: 0o755 })
    writeFileSync(join(folder, 'bangfu.db'), 'x', { mode: 0o644 })
    chmodSync(folder, 0o755)
    expect(await keepFolderPrivate(folder, null)).toBe('mended')
    expect(['.', 'backups', 'bangfu.db'].map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([0o700, 0o700, 0o600])
    expect(await keepFolderPrivate(folder, null)).toBe('private')
    expect(await keepFolderPrivate(join(folder, 'none'), null)).toBe('unknown')
  })
})
