/**
 * Runs many command lines in one process: `node askMany.ts <data folder>` with a JSON list of command lines on standard input; their JSON answers as one list.
 * A process for each would spend most of its time starting.
 */
import { text } from 'node:stream/consumers'
import { runCommandLine } from '../../src/cli/run.ts'

const [directory = ''] = process.argv.slice(2)
const answers: unknown[] = []
for (const words of JSON.parse(await text(process.stdin)) as string[][]) {
  let said = ''
  const take = (part: string): Promise<void> => {
    said += part
    return Promise.resolve()
  }
  await runCommandLine([...words, '--data', directory, '--json'], {
    env: process.env,
    signal: new AbortController().signal,
    out: take,
    error: take,
    terminal: false,
  })
  answers.push(JSON.parse(said))
}
process.stdout.write(JSON.stringify(answers))
