/** What a test run does, counted: unlike seconds, these are the same on every machine. Files of JSON lines, one a test file, put together at the end. */
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Folder for the counts of a section; set by `npm test`. */
export const COUNTS_VARIABLE = 'BANGFU_TEST_COUNTS'

const fileShape = z.object({ file: z.string(), cpu: z.number(), steps: z.record(z.string(), z.number()) })
export type FileCounts = z.infer<typeof fileShape>

/** Keeps the counts of a file, if anybody asked for them. */
export function keepCounts(counts: FileCounts): void {
  const folder = process.env[COUNTS_VARIABLE]
  if (folder !== undefined) appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(counts)}\n`)
}

export function readCounts(folder: string): FileCounts[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => fileShape.parse(JSON.parse(line))),
  )
}

export function sumOfSteps(files: readonly FileCounts[]): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const { steps } of files) for (const [name, count] of Object.entries(steps)) sum[name] = (sum[name] ?? 0) + count
  return sum
}
