/** Setting up: a new office, the demonstration county. */
import { AppError } from '#core/errors.ts'
import type { Run } from '../command.ts'
import { isOffice, withOffice, type OfficeSession } from '../session.ts'

/** Known to everyone: nothing in the demonstration is real. */
const DEMO_PASSWORD = '演示专用2026'
const DEMO_LOGIN = 'demo'

export const init: Run = async (invocation, shell) => {
  const unit = invocation.required('unit')
  const year = invocation.integer('year')
  return shell.withOffice('empty', async ({ client, login }) => {
    if ((await client.session.status()).state !== 'empty') throw alreadySetUp(shell.dataDirectory)
    const { recoveryCode } = await client.session.setUp({
      unit,
      login,
      displayName: invocation.text('name') ?? '管理员',
      password: shell.env['BANGFU_PASSWORD'] ?? '',
      ...(year === undefined ? {} : { year }),
    })
    // It stands in the answer of this command, which is where it is kept from.
    await client.session.confirmRecoveryCode()
    const status = await client.session.status()
    return {
      json: { unit: status.unit, login, year: status.year, recoveryCode },
      text: () =>
        [
          `已建立：${status.unit?.name ?? unit}，工作年度 ${status.year}，管理员 ${login}。`,
          `恢复码：${recoveryCode}`,
          '请把恢复码抄在纸上妥善保管：忘记密码时只有它能打开数据，程序不会再显示第二次。',
        ].join('\n'),
    }
  })
}

export const demo: Run = async (invocation, shell) => {
  const households = invocation.integer('households')
  const seed = invocation.text('seed')
  const password = shell.env['BANGFU_PASSWORD'] ?? ''
  if (isOffice(shell.dataDirectory)) throw alreadySetUp(shell.dataDirectory)
  const made = await withOffice(
    {
      dataDirectory: shell.dataDirectory,
      need: 'empty',
      login: DEMO_LOGIN,
      password: password === '' ? DEMO_PASSWORD : password,
      signal: shell.signal,
      progress: shell.progress,
      onUnforeseen: shell.onUnforeseen,
      ...(shell.keyring === undefined ? {} : { keyring: shell.keyring }),
    },
    (office) => fill(office, { households, seed: seed !== undefined && /^\d+$/.test(seed) ? Number(seed) : seed }, shell),
  )
  return {
    json: { login: DEMO_LOGIN, ...(password === '' ? { password: DEMO_PASSWORD } : {}), ...made },
    text: () =>
      [
        `已建立演示县：${made.households} 户，共 ${made.records} 条记录，全部是虚构的。`,
        `登录名：${DEMO_LOGIN}，密码：${password === '' ? DEMO_PASSWORD : '环境变量 BANGFU_PASSWORD 里的密码'}`,
        `恢复码：${made.recoveryCode}`,
      ].join('\n'),
  }
}

async function fill(
  office: OfficeSession,
  options: { households: number | undefined; seed: string | number | undefined },
  shell: Parameters<Run>[1],
): Promise<{ recoveryCode: string; households: number; records: number }> {
  const { createDemo } = await import('#core/app.ts')
  return createDemo(office.app, {
    session: office.session,
    login: DEMO_LOGIN,
    password: office.password,
    signal: shell.signal,
    ...(options.households === undefined ? {} : { households: options.households }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    onProgress: ({ done, total }) => shell.progress('生成演示数据', total === 0 ? null : done / total),
  })
}

function alreadySetUp(directory: string): AppError {
  return new AppError('ALREADY_SET_UP', `数据目录“${directory}”里已经有数据。`, '请用 --data 另选一个空的目录；已有的数据没有改动。')
}
