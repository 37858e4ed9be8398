import { describe, expect, it } from 'vitest'
import { AppError } from '../errors.ts'
import { Jobs } from './jobs.ts'

describe('a job that fails', () => {
  const failing = async (error: unknown): Promise<{ told: unknown[]; code: string | undefined }> => {
    const told: unknown[] = []
    const jobs = new Jobs(
      () => new Date('2016-01-01'),
      (cause) => told.push(cause),
    )
    const job = await jobs.finished(
      jobs.start({ kind: 'verify', title: '检查数据', by: { id: 'u', displayName: '李文书' } }, async () => {
        throw error
      }),
    )
    return { told, code: job.error?.code }
  }

  it('tells the log of an error that nobody foresaw, and the screen only that there was one', async () => {
    const error = new TypeError('undefined is no function')
    expect(await failing(error)).toEqual({ told: [error], code: 'INTERNAL' })
  })

  it('tells the log of the cause of a failure of the moment, and of nothing that the user can mend', async () => {
    const full = new AppError('DISK_FULL', '磁盘已满。', '请清理磁盘。', { cause: new Error('ENOSPC') })
    expect(await failing(full)).toEqual({ told: [full], code: 'DISK_FULL' })
    expect(await failing(new AppError('VALIDATION', '没有填姓名。', '请填写。'))).toEqual({ told: [], code: 'VALIDATION' })
    expect(await failing(new AppError('CANCELLED', '已取消。', '可以重新开始。', { cause: 'x' }))).toEqual({ told: [], code: 'CANCELLED' })
  })
})
