/** What the system writes when a process dies must hold nothing of its memory: keys and people lie there in clear. */
import { writeFileSync } from 'node:fs'

/**
 * Lets core dumps of this process, and of those it starts, hold no memory (Linux; elsewhere the system writes none by itself). A system
 * that does not allow it goes on as it is.
 */
export function dumpNoMemory(platform: NodeJS.Platform = process.platform, place = '/proc/self/coredump_filter'): void {
  try {
    if (platform === 'linux') writeFileSync(place, '0')
  } catch {
    // Some containers keep it read-only; then their own settings hold.
  }
  process.report.reportOnFatalError = false
  process.report.reportOnSignal = false
  process.report.reportOnUncaughtException = false
}
