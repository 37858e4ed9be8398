/** Our own sources, kept compiled from one start to the next. */
import { enableCompileCache, getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'

/**
 * Keeps what is loaded from now on compiled, and what threads and processes of ours load, too: a thread that writes in bulk loads nearly the whole program,
 * 1.7 s of processor each time, 0.6 s where it finds it compiled. By itself the setting holds for the main thread alone.
 */
export function keepCompiled(): void {
  enableCompileCache()
  const directory = getCompileCacheDir()
  // Each adds the version of Node to what it is told.
  if (directory !== undefined) process.env['NODE_COMPILE_CACHE'] ??= dirname(directory)
}
