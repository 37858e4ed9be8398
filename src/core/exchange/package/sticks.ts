/** USB sticks that are plugged in, and the packages in a folder. Nothing here ever writes. */
import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access, lstat, opendir, readFile, readlink, statfs } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { toReadError } from './failures.ts'
import { PACKAGE_EXTENSION } from './manifest.ts'

/** A removable drive; sizes in bytes. */
export interface Stick {
  readonly path: string
  readonly label: string
  readonly free: number
  readonly total: number
  /** False where the drive is known to be read-only; only writing can tell for sure. */
  readonly writable: boolean
}

/** A package in a folder. Its date is what the writer's clock said, and orders nothing but the list. */
export interface PackageFile {
  readonly name: string
  readonly path: string
  readonly size: number
  readonly modified: Date
}

/** A file system in use, as Linux lists it. */
export interface Mount {
  readonly device: string
  readonly path: string
  readonly readOnly: boolean
}

const WAIT_MS = 8000
const MOST_NAMES = 50_000
const MOST_FILES = 2000
const USUAL_PLACES = /^\/(media|run\/media|mnt)\//

/** Both kinds of USB drives: those that call themselves removable, and large ones that do not. No double quotes, which would have to be escaped. */
const WINDOWS_QUERY = [
  '[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false',
  "$ErrorActionPreference = 'SilentlyContinue'",
  "$drives = @(Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=2')",
  "$drives += @(Get-CimInstance Win32_DiskDrive -Filter 'InterfaceType=''USB''' | Get-CimAssociatedInstance -ResultClassName Win32_DiskPartition | Get-CimAssociatedInstance -ResultClassName Win32_LogicalDisk)",
  '$drives | Select-Object DeviceID, VolumeName, FreeSpace, Size, Access | ConvertTo-Json -Compress',
].join('; ')

/** The sticks that are plugged in; an empty list where the system does not answer in time. */
export async function listSticks(): Promise<Stick[]> {
  if (process.platform === 'win32') return listWindowsSticks()
  return process.platform === 'linux' ? listLinuxSticks() : []
}

/** The packages in a folder, newest first. Links, folders and hidden files are left out. Throws FILE_NOT_FOUND, FILE_LOCKED. */
export async function listPackageFiles(directory: string): Promise<PackageFile[]> {
  const found: PackageFile[] = []
  const folder = await opendir(directory).catch((error: unknown) => {
    throw toReadError(error, directory)
  })
  let names = 0
  try {
    for await (const { name } of folder) {
      names += 1
      if (names > MOST_NAMES || found.length >= MOST_FILES) break
      if (name.startsWith('.') || !name.toLowerCase().endsWith(`.${PACKAGE_EXTENSION}`)) continue
      const path = join(directory, name)
      // What vanishes meanwhile is not there.
      const facts = await lstat(path).catch(() => undefined)
      if (facts?.isFile() === true) found.push({ name, path, size: facts.size, modified: facts.mtime })
    }
  } catch (error) {
    throw toReadError(error, directory)
  }
  return found.toSorted((one, other) => other.modified.getTime() - one.modified.getTime() || one.name.localeCompare(other.name))
}

/** Takes `/proc/mounts` apart: file systems on block devices, each device at its first place. */
export function parseMounts(text: string): Mount[] {
  const mounts = new Map<string, Mount>()
  for (const line of text.split('\n')) {
    const [device = '', path = '', , flags = ''] = line.split(' ')
    if (!device.startsWith('/dev/') || path === '' || mounts.has(device)) continue
    mounts.set(device, { device: unescapeOctal(device), path: unescapeOctal(path), readOnly: flags.split(',').includes('ro') })
  }
  return [...mounts.values()]
}

/** Reads the answer of PowerShell; drives without a medium and second mentions are left out. */
export function parseWindowsDrives(json: string): Stick[] {
  const text = json.replace(/^\uFEFF/, '').trim()
  if (text === '') return []
  const raw: unknown = JSON.parse(text)
  const drives = z.array(driveShape).parse(Array.isArray(raw) ? raw : [raw])
  const sticks = new Map<string, Stick>()
  for (const { DeviceID, VolumeName, FreeSpace, Size, Access } of drives) {
    if (Size === null || Size === 0 || sticks.has(DeviceID)) continue
    sticks.set(DeviceID, { path: `${DeviceID}\\`, label: VolumeName ?? '', free: FreeSpace ?? 0, total: Size, writable: Access !== 1 })
  }
  return [...sticks.values()].toSorted((one, other) => one.path.localeCompare(other.path))
}

const driveShape = z.object({
  DeviceID: z.string().regex(/^[A-Z]:$/),
  VolumeName: z.string().nullable(),
  FreeSpace: z.number().nullable(),
  Size: z.number().nullable(),
  Access: z.number().nullable(),
})

async function listWindowsSticks(): Promise<Stick[]> {
  try {
    const { stdout } = await promisify(execFile)('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', WINDOWS_QUERY], {
      timeout: WAIT_MS,
      windowsHide: true,
      encoding: 'utf8',
    })
    return parseWindowsDrives(stdout)
  } catch {
    return []
  }
}

async function listLinuxSticks(): Promise<Stick[]> {
  const mounts = parseMounts(await readFile('/proc/mounts', 'utf8').catch(() => ''))
  const sticks: Stick[] = []
  for (const mount of mounts) {
    if (!USUAL_PLACES.test(mount.path) && !(await isRemovable(mount.device))) continue
    const space = await inTime(statfs(mount.path)).catch(() => undefined)
    if (space === undefined) continue
    const writable =
      !mount.readOnly &&
      (await inTime(access(mount.path, constants.W_OK)).then(
        () => true,
        () => false,
      ))
    sticks.push({ path: mount.path, label: basename(mount.path), free: space.bavail * space.bsize, total: space.blocks * space.bsize, writable })
  }
  return sticks
}

/** Whether the kernel calls the drive of a partition removable. */
async function isRemovable(device: string): Promise<boolean> {
  try {
    const place = await readlink(`/sys/class/block/${basename(device)}`)
    const parent = basename(dirname(place))
    const drive = parent === 'block' ? basename(place) : parent
    return (await readFile(`/sys/block/${drive}/removable`, 'utf8')).trim() === '1'
  } catch {
    return false
  }
}

/** A dying stick may answer never. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined)
  let timer: NodeJS.Timeout | undefined
  try {
    return await Promise.race([
      work,
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          reject(new Error('no answer'))
        }, WAIT_MS / 2)
      }),
    ])
  } finally {
    clearTimeout(timer)
  }
}

/** Spaces, tabs, line ends and backslashes stand as `\040` in the list. */
function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))
}
