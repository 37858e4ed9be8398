/** Who takes part in the exchange of files: this site, its request, admitting and withdrawing others. */
import type { KnownSite, SiteSummary } from '#core/features/exchange/contract.ts'
import type { Run } from '../command.ts'
import { AppError } from '#core/errors.ts'
import { requireInput, requireWritable, targetIn } from '../deliver.ts'
import { textTable } from '../table.ts'

const STANDINGS = {
  alone: '还没有与任何单位交换',
  requested: '已申请，等上级登记',
  admitted: '已加入',
  superior: '上级，登记别的站点',
  withdrawn: '已被停用',
} as const

export const showSite: Run = async (_invocation, shell) => {
  const { site, superior, waiting, lastSent, lastReceived } = await shell.withOffice('login', ({ client }) => client.exchange.overview())
  return {
    json: { ...site, superior, waiting, lastSent, lastReceived },
    text: () =>
      [
        `本机：${site.unit.name}（${site.unit.code}）${site.label}`,
        `站点：${site.id}`,
        `核对码：${site.fingerprint}`,
        `状态：${STANDINGS[site.standing]}`,
        ...(superior === null ? [] : [`上级：${superior.unitName}`]),
        `待办：冲突 ${waiting.conflicts}，重复记录 ${waiting.duplicates}，建议 ${waiting.proposals}，退回 ${waiting.returned}，迁入 ${waiting.transfers}，未上报的修改 ${waiting.unsent}，缺的附件 ${waiting.missingFiles}`,
      ].join('\n'),
  }
}

export const listSites: Run = async (_invocation, shell) => {
  const sites = await shell.withOffice('login', ({ client }) => client.exchange.sites())
  return {
    json: { sites },
    text: () =>
      textTable(
        [
          { label: '站点', of: (site: SiteSummary) => site.id },
          { label: '单位代码', of: (site) => site.unit },
          { label: '单位', of: (site) => site.unitName },
          { label: '名称', of: (site) => site.label },
          { label: '核对码', of: (site) => site.fingerprint },
          { label: '状态', of: (site) => (site.state === 'withdrawn' ? `已停用（${site.withdrawnOn ?? ''}）` : site.own ? '本机' : '已登记') },
        ],
        sites,
      ),
  }
}

export const requestAdmission: Run = async (invocation, shell) => {
  const out = invocation.required('out')
  return shell.withOffice('login', async (office) => {
    const ticket = await office.client.exchange.request({ label: invocation.required('label'), renew: invocation.flag('renew') })
    const file = await targetIn(out, ticket.name)
    await requireWritable(file)
    await shell.deliver(office, ticket, file)
    const { site } = await office.client.exchange.overview()
    // Of the keys in the request: renewed ones are not this site's before they are admitted.
    const { fingerprint } = await office.client.exchange.readRequest({
      ticket: (await office.app.files.accept(file, ticket.name, { temporary: false, session: office.session })).ticket,
    })
    return {
      json: { file, site: site.id, unit: site.unit.code, label: site.label, fingerprint, standing: site.standing },
      text: () => [`申请已写到 ${file}，请交给上级登记。`, `核对码：${fingerprint}（上级登记时在电话里核对）`].join('\n'),
    }
  })
}

export const admitSite: Run = async (invocation, shell) => {
  const input = await requireInput(invocation.argument('申请文件'))
  const out = invocation.required('out')
  return shell.withOffice('login', async (office) => {
    const { ticket } = await office.app.files.accept(input.path, input.name, { temporary: false, session: office.session })
    const { site, unit, unitName, label, fingerprint, renewal, known } = await office.client.exchange.readRequest({ ticket })
    await requireWritable(await targetIn(out, 'admission.bfx'))
    const again = invocation.flag('again')
    if (known?.state === 'withdrawn' && !again) {
      throw new AppError(
        'CONFLICT',
        `${unitName}${known.label} ${known.withdrawnOn ?? ''} 停用过（${known.withdrawnReason ?? '没有写原因'}），没有登记。`,
        '确实要恢复使用这台电脑的，加 --again 再登记；电脑换了的，请让对方重新制作加入申请。',
      )
    }
    const ownLabel = invocation.text('own-label')
    const admission = await office.client.exchange.admit({ ticket, again, ...(ownLabel === undefined ? {} : { ownLabel }) })
    const file = await targetIn(out, admission.name)
    await shell.deliver(office, admission, file)
    await office.client.exchange.saved({ ticket: admission.ticket })
    return {
      json: { file, site, unit, unitName, label, fingerprint, renewal, known },
      text: () =>
        `已登记 ${unitName}（${unit}）${label}。${known === null ? '' : `\n${knownInWords(known)}`}\n核对码：${fingerprint}（请与对方核对，不一致的马上停用：site withdraw ${site}）\n登记文件已写到 ${file}，请交给对方接收。`,
    }
  })
}

function knownInWords(known: KnownSite): string {
  return known.state === 'withdrawn'
    ? `注意：这台电脑 ${known.withdrawnOn ?? ''} 停用过（${known.withdrawnReason ?? '没有写原因'}），现在又恢复使用。`
    : `注意：这台电脑 ${known.admittedOn ?? ''} 已经登记过，这次只是重新制作登记文件。`
}

export const withdrawSite: Run = async (invocation, shell) => {
  const site = invocation.argument('站点')
  const reason = invocation.required('reason')
  await shell.withOffice('login', ({ client }) => client.exchange.withdraw({ site, reason }))
  return { json: { withdrawn: site, reason }, text: () => `已停用站点 ${site}。其他站点接收本单位的下一个数据包以后，也不再接受它的文件。` }
}
