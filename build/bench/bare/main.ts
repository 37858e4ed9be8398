/** The process of the bare partners: does the tasks it is sent, one after another. */
import { tasks, type BareTask } from './tasks.ts'

interface Question {
  readonly id: number
  readonly task: BareTask
  readonly input: never
}

let turn: Promise<void> = Promise.resolve()

async function answer({ id, task, input }: Question): Promise<void> {
  try {
    process.send?.({ id, ok: true, value: await (tasks[task] as (given: never) => unknown)(input) })
  } catch (error) {
    process.send?.({ id, ok: false, value: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

process.on('message', (message) => {
  turn = turn.then(() => answer(message as Question))
})
process.on('disconnect', () => process.exit())
