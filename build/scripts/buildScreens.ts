/** Builds what a shell needs, when it is missing or older than its sources. */
import { spawn } from 'node:child_process'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildUnlessFresh, sourceHash } from './freshness.ts'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** What the screens are built from; of the core all, since they take rules, states and sums from many of its folders. */
export const SCREENS = [
  'src/renderer/**',
  'src/bridge/**',
  'src/core/**',
  'build/config/vite.web.ts',
  'build/config/packedTexts.ts',
  'build/scripts/notice.ts',
  'package-lock.json',
  'resources/fonts/**',
]
const SHELL = ['src/main/**', 'src/preload/**', 'electron.vite.config.ts']

/** Folder of the built screens. */
export const RENDERER = join(ROOT, 'out/renderer')

/** Builds `out/renderer` if need be; true when it was built. Rejects with the builder's own output shown. */
export function ensureScreens(): Promise<boolean> {
  return buildUnlessFresh({
    stamp: join(ROOT, 'out/.screens'),
    hash: sourceHash(ROOT, SCREENS),
    result: join(RENDERER, 'index.html'),
    build: async () => {
      // Aside, then swapped: a shell that is running keeps finding whole screens.
      const fresh = `${RENDERER}.new`
      await runTool('vite/bin/vite.js', ['build', '--config', 'build/config/vite.web.ts', '--outDir', fresh, '--logLevel', 'warn'])
      rmSync(RENDERER, { recursive: true, force: true })
      renameSync(fresh, RENDERER)
    },
  })
}

/** Builds `out/main`, `out/preload` and the screens for Electron if need be. */
export function ensureElectronBuild(): Promise<boolean> {
  return buildUnlessFresh({
    stamp: join(ROOT, 'out/.electron'),
    hash: sourceHash(ROOT, [...SCREENS, ...SHELL]),
    result: join(ROOT, 'out/main/index.js'),
    build: async () => {
      await runTool('electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn'])
      // It builds the screens too.
      writeFileSync(join(ROOT, 'out/.screens'), sourceHash(ROOT, SCREENS))
    },
  })
}

/** Runs a script (under `node_modules`) with the Node that runs us; its output goes to ours. Rejects when it does not end with 0. */
export function runTool(script: string, parameters: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules', script), ...parameters], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    })
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`${script} ${parameters.join(' ')}: exit code ${String(code)}`))
    })
  })
}
