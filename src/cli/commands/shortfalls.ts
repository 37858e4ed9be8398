/** What is lacking by which standard, from the command line. */
import { foundShape, type FoundAnswer } from '#core/features/shortfalls/contract.ts'
import type { Run } from '../command.ts'

export const findShortfalls: Run = async (invocation, shell) => {
  const [division, year, dryRun] = [invocation.required('within'), invocation.integer('year'), invocation.flag('dry-run')]
  const found = await shell.withOffice('login', async (office) => {
    const job = await office.finish(await office.client.shortfalls.find({ division: division.padEnd(12, '0'), year: year ?? office.year, dryRun }))
    return foundShape.parse(job.result)
  })
  return { json: found, text: () => account(found, dryRun) }
}

function account({ added, known, elsewhere, compared, surveyed, unusable }: FoundAnswer, dryRun: boolean): string {
  return [
    dryRun ? `比对了 ${compared} 项标准，会登记 ${added} 条短板；现在什么也没有写。` : `比对了 ${compared} 项标准，新登记 ${added} 条短板。`,
    ...(known > 0 ? [`以前登记过（没有关闭，或当年已有，或有人删掉）、没有重复登记：${known} 条。`] : []),
    ...(elsewhere > 0 ? [`在别的单位负责的村、由他们自己查：${elsewhere} 条。`] : []),
    ...(surveyed.length > 0 ? [`要靠调查登记的标准：${surveyed.join('、')}。`] : []),
    ...unusable.map(({ name, why }) => `没有比对“${name}”：${why}`),
  ].join('\n')
}
