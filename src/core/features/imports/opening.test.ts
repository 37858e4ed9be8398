/** Opening a picked file is a job: it tells how far it is, ends in words, and is cancelled wherever it is. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LEGACY_ATTACKS, OWN_ATTACKS, type Attack } from '#core/excel/testing/attacks.ts'
import { userOf } from '#core/testing/office.ts'
import type { Job } from '../jobs/contract.ts'
import { importBench, type ImportBench } from './testing/importing.ts'

let bench: ImportBench
beforeAll(async () => {
  bench = await importBench()
})
afterAll(async () => {
  await bench.end()
})

async function start({ file, make }: Pick<Attack, 'file' | 'make'>): Promise<string> {
  const { ticket } = bench.core.files.accept(await bench.file(file, make()), file, userOf('administrator').id, { temporary: false })
  return bench.service.open(userOf('administrator'), 'household', ticket)
}

/** All that a job tells until it ends. */
async function told(id: string): Promise<Job[]> {
  const heard: Job[] = []
  const stop = bench.jobs.onChange((job) => {
    if (job.id === id) heard.push(job)
  })
  await bench.jobs.finished(id)
  stop()
  return heard
}

describe('打开要导入的文件', () => {
  it('报告进度，结果里有工作表和表头', async () => {
    const rows = Array.from({ length: 40_000 }, (_, index) => `张三${index},622427198001010011,某村某社`).join('\n')
    const heard = await told(await start({ file: '大表.csv', make: () => `姓名,证件号码,住址\n${rows}` }))
    expect(heard.map(({ phase }) => phase)).toEqual(expect.arrayContaining(['读文件', '认表头']))
    const fractions = heard.map(({ fraction }) => fraction)
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
    expect(heard.at(-1)).toMatchObject({ state: 'done', title: '打开 大表.csv', result: { file: '大表.csv', sheets: [{ rows: 40_001 }] } })
  })

  it('撑大的文件：说出倍数，什么也没有打开', async () => {
    const bomb = OWN_ATTACKS.find(({ file }) => file === 'bomb.xlsx')
    if (bomb === undefined) throw new Error('no bomb')
    const job = await bench.jobs.finished(await start(bomb))
    expect(job).toMatchObject({
      state: 'failed',
      result: null,
      error: { code: 'FILE_TOO_LARGE', message: expect.stringMatching(/是文件本身的 \d+ 倍，不像正常的表格，没有打开/) },
    })
    expect(job.error?.action).toContain('来历不明的文件请不要打开')
  })

  it('会读上几个小时的文件：随时可以取消', async () => {
    const [hours] = LEGACY_ATTACKS
    if (hours === undefined) throw new Error('no attack')
    const id = await start(hours)
    // The thread has begun: from then on only ending it helps.
    await expect.poll(() => bench.jobs.get(id).phase).toBe('读文件')
    expect(bench.jobs.cancel(id)).toBe(true)
    expect(await bench.jobs.finished(id)).toMatchObject({ state: 'cancelled', result: null })
  })
})
