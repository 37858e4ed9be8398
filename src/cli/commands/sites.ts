/** Who takes part in the exchange of files: this site, its request, admitting and withdrawing others. */
import type { SiteSummary } from '#core/features/exchange/contract.ts'
import type { Run } from '../command.ts'
import { requireInput, requireWritable, targetIn } from '../deliver.ts'
import { textTable } from '../table.ts'

const STANDINGS = { alone: '还没有与任何单位交换', requested: '已申请，等上级登记', admitted: '已加入', superior: '上级，登记别的站点', withdrawn: '已被停用' } as const

export const showSite: Run = async (_invocation, shell) => {
  const { site, superior, waiting, lastSent, lastReceived } = await shell.withOffice('login', ({ client }) => client.exchange.overview())
  return {
    json: { ...site, superior, waiting, lastSent, lastReceived },
    text: () => [
      `本机：${site.unit.name}（${site.unit.code}）${site.label}`, `站点：${site.id}`, `核对码：${site.fingerprint}`, `状态：${STANDINGS[site.standing]}`,
      ...(superior === null ? [] : [`上级：${superior.unitName}`]),
      `待办：冲突 ${waiting.conflicts}，疑似重复 ${waiting.duplicates}，建议 ${waiting.proposals}，退回 ${waiting.returned}，迁入 ${waiting.transfers}，未上报的修改 ${waiting.unsent}，缺的附件 ${waiting.missingFiles}`,
    ].join('\n'),
  }
}

export const listSites: Run = async (_invocation, shell) => {
  const sites = await shell.withOffice('login', ({ client }) => client.exchange.sites())
  return {
    json: { sites },
    text: () => textTable([
      { label: '站点', of: (site: SiteSummary) => site.id }, { label: '单位代码', of: (site) => site.unit }, { label: '单位', of: (site) => site.unitName }, { label: '名称', of: (site) => site.label },
      { label: '核对码', of: (site) => site.fingerprint }, { label: '状态', of: (site) => site.state === 'withdrawn' ? `已停用（${site.withdrawnOn ?? ''}）` : site.own ? '本机' : '已登记' },
    ], sites),
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
    return {
      json: { file, site: site.id, unit: site.unit.code, label: site.label, fingerprint: site.fingerprint, standing: site.standing },
      text: () => [`申请已写到 ${file}，请交给上级登记。`, ...(invocation.flag('renew') ? [] : [`核对码：${site.fingerprint}（上级登记时在电话里核对）`])].join('\n'),
    }
  })
}

export const admitSite: Run = async (invocation, shell) => {
  const input = await requireInput(invocation.argument('申请文件'))
  const out = invocation.required('out')
  return shell.withOffice('login', async (office) => {
    const { ticket } = await office.app.files.accept(input.path, input.name, { temporary: false })
    const { site, unit, unitName, label, fingerprint, renewal } = await office.client.exchange.readRequest({ ticket })
    await requireWritable(await targetIn(out, 'admission.bfx'))
    const admission = await office.client.exchange.admit({ ticket })
    const file = await targetIn(out, admission.name)
    await shell.deliver(office, admission, file)
    return {
      json: { file, site, unit, unitName, label, fingerprint, renewal },
      text: () => `已登记 ${unitName}（${unit}）${label}。\n核对码：${fingerprint}（请与对方核对，不一致的马上停用：site withdraw ${site}）\n登记文件已写到 ${file}，请交给对方接收。`,
    }
  })
}

export const withdrawSite: Run = async (invocation, shell) => {
  const site = invocation.argument('站点')
  const reason = invocation.required('reason')
  await shell.withOffice('login', ({ client }) => client.exchange.withdraw({ site, reason }))
  return { json: { withdrawn: site, reason }, text: () => `已停用站点 ${site}。其他站点接收本单位的下一个数据包以后，也不再接受它的文件。` }
}
