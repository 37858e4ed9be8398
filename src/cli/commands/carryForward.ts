/** Last year's facts as the draft of the year after, from the command line. */
import type { Run } from '../command.ts'

export const carryForward: Run = async (invocation, shell) => {
  const from = invocation.integer('year')
  const places = invocation.several('村')
  if (from === undefined || places.length === 0) throw invocation.wrong('请写明村的代码和 --year。')
  const done = await shell.withOffice('login', ({ client }) => client.household.carryForward({ places: [...places], from }))
  return { json: done, text: () => `沿用了 ${done.records} 户、${done.people} 人的 ${from} 年记录，作为 ${from + 1} 年的草稿；已有的不动。` }
}
