/** What is due, from the command line. */
import type { DueItem } from '#core/features/due/contract.ts'
import type { Run } from '../command.ts'
import { textTable } from '../table.ts'

export const due: Run = async (invocation, shell) => {
  const [until, from, within, charge] = ['until', 'from', 'within', 'charge'].map((name) => invocation.text(name))
  const found = await shell.withOffice('login', ({ client }) => client.due.list({ until, from, within, charge, limit: invocation.integer('limit') ?? 100 }))
  return {
    json: found,
    text: () =>
      `${textTable(
        [
          { label: '日期', of: (item: DueItem) => item.on },
          { label: '还有', of: (item) => (item.days < 0 ? `逾期 ${-item.days} 天` : `${item.days} 天`) },
          { label: '事项', of: (item) => item.what },
          { label: '对象', of: (item) => item.title },
          { label: '地方', of: (item) => item.place },
          { label: '责任人', of: (item) => item.charge?.name ?? '' },
        ],
        found.items,
      )}\n共 ${found.total} 项。`,
  }
}
