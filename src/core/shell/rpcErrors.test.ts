import { describe, expect, it } from 'vitest'
import { AppError, errorCodes, errorKind } from '../errors.ts'
import { statusOf, toCrossingError } from './rpcErrors.ts'

describe('11.8 拒绝与故障', () => {
  it('程序预见到的拒绝都不是 500：说明怎么办的，浏览器不记作服务器出错', () => {
    for (const code of errorCodes.filter((one) => errorKind(one) === 'input')) {
      expect(statusOf(code), code).toBeGreaterThanOrEqual(400)
      expect(statusOf(code), code).toBeLessThan(500)
    }
    for (const code of ['BUSY', 'CANCELLED', 'FILE_LOCKED'] as const) expect(statusOf(code), code).toBeLessThan(500)
    expect([statusOf('INTERNAL'), statusOf('DATABASE_DAMAGED')]).toEqual([500, 500])
  })

  it('状态随错误一起过去，没有人预见的仍是 500', () => {
    const unforeseen: unknown[] = []
    const cross = (error: unknown) => toCrossingError(error, (told) => unforeseen.push(told))
    expect(cross(new AppError('WRONG_PASSWORD', '密码不对。', '请重新输入。'))).toMatchObject({ code: 'WRONG_PASSWORD', status: 422 })
    expect(cross(new AppError('CONFLICT', '被改过。', '请重新打开。'))).toMatchObject({ status: 409 })
    expect(cross(new Error('x'))).toMatchObject({ code: 'INTERNAL', status: 500 })
    expect(unforeseen.length).toBe(1)
  })
})
