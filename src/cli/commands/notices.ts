/** Notices of a week, from the command line. */
import type { NoticeShown, NoticeState } from '#core/features/notices/contract.ts'
import type { Run } from '../command.ts'
import { textTable } from '../table.ts'

const STATES: Readonly<Record<NoticeState, string>> = { coming: '还没有张贴', running: '公示中', last: '今天期满', over: '已期满', open: '没有截止日期' }

export const notices: Run = async (invocation, shell) => {
  const day = invocation.text('day')
  const found = await shell.withOffice('login', ({ client }) => client.notices.week(day === undefined ? {} : { day }))
  return {
    json: found,
    text: () =>
      `${textTable(
        [
          { label: '地方', of: (one: NoticeShown) => one.place },
          { label: '公示', of: (one) => one.name },
          { label: '张贴', of: (one) => one.begins },
          { label: '截止', of: (one) => one.ends ?? '' },
          { label: '状态', of: (one) => STATES[one.state] },
          { label: '户（条）', number: true, of: (one) => String(one.records) },
          { label: '异议', number: true, of: (one) => String(one.objections) },
          { label: '未处理', number: true, of: (one) => String(one.unsettled) },
          { label: '张贴照片', number: true, of: (one) => String(one.photos) },
        ],
        found.notices,
      )}\n${found.from} 至 ${found.until}，共 ${found.notices.length} 次公示。`,
  }
}
