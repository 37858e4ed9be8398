import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { rendererConfig } from './build/config/vite.web.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Threads of the core: files named `…Worker.ts`, built beside the process that starts them under the same name. */
const workers = Object.fromEntries(globSync('src/core/**/*Worker.ts', { cwd: at('.') }).map((path) => [basename(path, '.ts'), at(path)]))

/** The core starts its threads from `./nameWorker.ts` beside it; in the build they end in `.js`. */
function builtThreads(): Plugin {
  return {
    name: 'bangfu:built-threads',
    transform: {
      filter: { id: /\/src\/core\/.*\.ts$/ },
      handler: (code) =>
        code.replace(/new URL\((['"])(?:\.\/|\.\.\/)*(?:\w+\/)*(\w+Worker)\.ts\1, import\.meta\.url\)/g, "new URL('./$2.js', import.meta.url)"),
    },
  }
}

/** The Electron build: main process, core process and its threads, preload (CommonJS: it is sandboxed), and the screens. */
export default defineConfig({
  main: {
    plugins: [builtThreads()],
    build: {
      outDir: 'out/main',
      target: 'node24',
      externalizeDeps: true,
      rolldownOptions: {
        input: { index: at('src/main/index.ts'), coreHost: at('src/main/coreHost.ts'), ...workers },
        // All in one folder: threads are found beside whatever file starts them.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: { input: { index: at('src/preload/index.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: rendererConfig(),
})
