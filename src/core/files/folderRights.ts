/**
 * Who may look into the data folder: its owner, the system and the administrators of the PC, nobody else. Looked at when the program starts,
 * and put right where it can be.
 *
 * Windows: `icacls /save` writes the rights as SDDL, with identifiers instead of names, so that neither the language of Windows nor its code
 * page matters; `whoami` gives the identifier of the user. Rights are granted first and those of others taken away after that.
 */
import { execFile } from 'node:child_process'
import { chmod, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { makeScratch } from './temporary.ts'

/** `mended`: others could until now. `open`: others can, and it could not be changed. `none`: the disk knows no rights. `unknown`: could not be told. */
export type FolderRights = 'private' | 'mended' | 'open' | 'none' | 'unknown'

/** Runs a program of the system; rejects when it fails. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<string>

const SYSTEM = 'S-1-5-18'
const ADMINISTRATORS = 'S-1-5-32-544'
const MOST_MILLISECONDS = 20_000
const EVERYONE = 'S-1-1-0'

/** Short names of SDDL for those whom a folder may be open to; CO and OW are its owner. */
const SHORT: Readonly<Record<string, string>> = {
  SY: SYSTEM,
  BA: ADMINISTRATORS,
  CO: 'S-1-3-0',
  OW: 'S-1-3-4',
  WD: EVERYONE,
  AU: 'S-1-5-11',
  BU: 'S-1-5-32-545',
  BG: 'S-1-5-32-546',
  PU: 'S-1-5-32-547',
  IU: 'S-1-5-4',
  AN: 'S-1-5-7',
  NU: 'S-1-5-2',
  AC: 'S-1-15-2-1',
}
const ALLOWED = [SYSTEM, ADMINISTRATORS, 'S-1-3-0', 'S-1-3-4']

/** How programs of this system are run; null where rights are modes. */
export function systemRun(platform: NodeJS.Platform = process.platform): RunProgram | null {
  if (platform !== 'win32') return null
  return async (program, args) => (await promisify(execFile)(program, [...args], { windowsHide: true, timeout: MOST_MILLISECONDS, encoding: 'latin1' })).stdout
}

/** What is told to people; null where all is well. */
export function rightsSentence(rights: FolderRights): string | null {
  switch (rights) {
    case 'private':
    case 'mended':
      return null
    case 'open':
      return '数据文件夹对这台电脑的其他用户也开放，程序没能改正。文件是加密的，没有密码打不开，但别人能拷走或删掉。请让装电脑的人把数据文件夹的权限改为只有您自己和管理员。'
    case 'none':
      return '数据文件夹所在的磁盘不能设访问权限（FAT、exFAT 格式，如 U 盘）。文件是加密的，没有密码打不开，但能用这台电脑或拿到这个盘的人都能拷走或删掉。请把数据放到本机的 NTFS 硬盘上。'
    case 'unknown':
      return '没有查出谁能打开数据文件夹。文件是加密的，没有密码打不开。请让装电脑的人看一看：只应有您自己和管理员有权限。'
  }
}

/** Looks at the folder and puts it right; never throws. `run` for Windows. */
export function keepFolderPrivate(folder: string, run: RunProgram | null): Promise<FolderRights> {
  return (run === null ? keepModes(folder) : keepAcl(folder, run)).catch(() => 'unknown' as const)
}

/** Modes of the folder and of what lies in it; deeper, the folders keep others out. */
async function keepModes(folder: string): Promise<FolderRights> {
  const before = (await stat(folder)).mode & 0o077
  await chmod(folder, 0o700).catch(() => undefined)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isFile() || entry.isDirectory()) await chmod(join(folder, entry.name), entry.isDirectory() ? 0o700 : 0o600).catch(() => undefined)
  }
  // Sticks take the change and forget it.
  const after = await stat(folder)
  if ((after.mode & 0o077) === 0) return before === 0 ? 'private' : 'mended'
  return after.uid === process.getuid?.() ? 'none' : 'open'
}

async function keepAcl(folder: string, run: RunProgram): Promise<FolderRights> {
  const own = /"(S-1-[0-9-]+)"/.exec(await run('whoami.exe', ['/user', '/fo', 'csv', '/nh']))?.[1]
  if (own === undefined) return 'unknown'
  const before = strangersIn(await sddlOf(folder, run), own)
  if (before === null) return 'none'
  if (before.length === 0) return 'private'
  const grants = [own, SYSTEM, ADMINISTRATORS].map((sid) => `*${sid}:(OI)(CI)F`)
  const granted = await run('icacls.exe', [folder, '/grant:r', ...grants, '/q']).then(
    () => true,
    () => false,
  )
  // Some drivers of FAT show a list of rights that says “everyone” and cannot be changed.
  if (!granted) return before.length === 1 && before[0] === EVERYONE ? 'none' : 'open'
  await run('icacls.exe', [folder, '/inheritance:r', '/q']).catch(() => '')
  await run('icacls.exe', [folder, '/remove:g', ...before.map((sid) => `*${sid}`), '/q']).catch(() => '')
  const after = strangersIn(await sddlOf(folder, run), own)
  return after !== null && after.length === 0 ? 'mended' : 'open'
}

/** The second line of what `icacls /save` writes, in UTF-16. */
async function sddlOf(folder: string, run: RunProgram): Promise<string> {
  const scratch = await makeScratch(folder, RIGHTS_PREFIX)
  try {
    const file = join(scratch, 'rights')
    await run('icacls.exe', [folder, '/save', file, '/q'])
    return (await readFile(file)).toString('utf16le').split(/\r?\n/)[1] ?? ''
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** Folders in which rights are looked at. */
export const RIGHTS_PREFIX = '.rights-'

/** Identifiers, other than those a folder may be open to, that are allowed something; null where there is no list of rights at all. */
export function strangersIn(sddl: string, own: string): string[] | null {
  const list = /D:([A-Z_]*)(.*?)(?:S:|$)/.exec(sddl)
  if (list === null || list[1] === 'NO_ACCESS_CONTROL') return null
  const allowed = [...(list[2] ?? '').matchAll(/\(X?A;[^;()]*;[^;()]*;[^;()]*;[^;()]*;([^;()]+)/g)].map(([, who = '']) => SHORT[who] ?? who)
  return [...new Set(allowed)].filter((sid) => sid !== own && !ALLOWED.includes(sid))
}
