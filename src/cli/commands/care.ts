/** Taking care of the data: backup, restore, verify. */
import { z } from 'zod'
import { verifyFindingShape } from '#core/features/backups/contract.ts'
import type { Run } from '../command.ts'
import { requireInput, requireWritable } from '../deliver.ts'
import { textTable } from '../table.ts'

const madeShape = z.object({ name: z.string(), size: z.number() })
const verifiedShape = z.object({ ok: z.boolean(), findings: z.array(verifyFindingShape) })

export const backup: Run = async (invocation, shell) => {
  const out = invocation.required('out')
  await requireWritable(out)
  return shell.withOffice('login', async (office) => {
    const job = await office.finish(await office.client.backups.create({ attachments: true }))
    const { name, size } = madeShape.parse(job.result)
    await shell.deliver(office, await office.client.backups.file({ name }), out)
    return { json: { file: out, name, size }, text: () => `已备份到 ${out}（${Math.ceil(size / 1024)} KB）。数据目录里也留了一份：${name}` }
  })
}

export const restore: Run = async (invocation, shell) => {
  const input = await requireInput(invocation.argument('文件'))
  return shell.withOffice('try', async (office) => {
    const ticket = await office.app.files.accept(input.path, input.name, { temporary: false, session: office.session })
    shell.progress('恢复', null)
    const { users } = await office.client.backups.restore({
      ticket: ticket.ticket,
      login: office.login,
      password: office.password,
      words: invocation.text('words'),
      backupLogin: invocation.text('backup-login'),
      backupPassword: shell.env['BANGFU_BACKUP_PASSWORD'],
      recoveryCode: shell.env['BANGFU_RECOVERY_CODE'],
      backupCode: shell.env['BANGFU_BACKUP_CODE'],
    })
    return {
      json: { restored: true, file: input.path, users },
      text: () => [`已用 ${input.name} 恢复。原来的数据另存为数据目录里的一份备份。`, ...users].join('\n'),
    }
  })
}

/** What may be lost makes exit code 1: whoever reads no text learns of it. */
export const rescue: Run = async (_invocation, shell) => {
  const report = await shell.withOffice('try', (office) => {
    shell.progress('抢救', null)
    return office.client.rescue.run({ login: office.login, password: office.password, recoveryCode: shell.env['BANGFU_RECOVERY_CODE'] })
  })
  return {
    json: report,
    text: () =>
      [
        ...report.lines,
        ...report.villages.map(({ name, records }) => `请核对　${name}：${records.map(({ label, count }) => `${label} ${count} 条`).join('，')}`),
      ].join('\n'),
    exit: report.lost ? 1 : 0,
  }
}

/** What it prints is nowhere else: the new recovery code and the temporary passwords. */
export const rekey: Run = async (_invocation, shell) => {
  const { recoveryCode, passwords } = await shell.withOffice('login', async ({ client, password }) => {
    const handedOut = await client.session.renewDataKey({ password })
    await client.session.confirmRecoveryCode()
    return handedOut
  })
  return {
    json: { recoveryCode, passwords },
    text: () =>
      [
        `已更换数据密钥。新的恢复码（只显示这一次，请交负责人锁存）：${recoveryCode}`,
        ...passwords.map(({ login, displayName, password }) => `临时密码　${displayName}（${login}）：${password}`),
        '自己的密码不变；其他人用临时密码登录，登录后改成自己的。原来的恢复码和别人原来的密码不能再用。',
      ].join('\n'),
  }
}

/** Findings mean that the data is not what it should be: exit code 1. */
export const verify: Run = async (_invocation, shell) => {
  const { ok, findings } = await shell.withOffice('login', async (office) =>
    verifiedShape.parse((await office.finish(await office.client.backups.verify())).result),
  )
  return {
    json: { ok, findings },
    text: () =>
      ok
        ? '检查完毕，没有发现问题。'
        : textTable(
            [
              { label: '代码', of: (finding: (typeof findings)[number]) => finding.code },
              { label: '台账', of: (finding) => finding.register ?? '' },
              { label: '记录', of: (finding) => finding.record ?? '' },
              { label: '日志号', number: true, of: (finding) => (finding.sequence === null ? '' : String(finding.sequence)) },
              { label: '发现', of: (finding) => finding.message },
            ],
            findings,
          ),
    exit: ok ? 0 : 1,
  }
}
