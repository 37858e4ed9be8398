import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useClient } from '../../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../../bridge/notify.tsx'
import { useConfirm } from '../../../components/ConfirmDialog.tsx'
import { whole } from '../../../components/whole.ts'
import { attempt } from '../../records/attempt.ts'
import { useRefreshAll } from '../shared/useRefreshAll.ts'
import { registerLabel } from '../shared/words.ts'
import { placeOf } from './groups.ts'
import type { ConflictGroup } from './groups.ts'

const rules = [
  { rule: 'ours', label: '都用本单位填的', message: '本单位填的值留下，别的单位填的收进历史。' },
  { rule: 'theirs', label: '都用对方填的', message: '对方填的值留下，本单位填的收进历史。' },
  { rule: 'provisional', label: '都维持现在暂用的', message: '现在屏幕上、报表里用的值就算数，其余收进历史。' },
] as const

/** Decides many conflicts by one rule, of the present group or all, after a question. */
export function RuleMenu({ group, total }: { readonly group: ConflictGroup; readonly total: number }): ReactNode {
  const client = useClient().exchange
  const confirm = useConfirm()
  const refresh = useRefreshAll()
  const scopes = [
    {
      key: 'group',
      label: `${placeOf(group)}　${registerLabel(group.register)}`,
      count: group.count,
      where: { register: group.register, ...(group.place === null ? {} : { place: group.place }) },
    },
    ...(total > group.count ? [{ key: 'all', label: '全部', count: total, where: {} }] : []),
  ]
  const decide = async (scope: (typeof scopes)[number], { rule, label, message }: (typeof rules)[number]): Promise<void> => {
    const answer = await confirm({
      title: `${label}：${scope.label} ${whole.format(scope.count)} 处？`,
      message: `${message}这是一次操作，可以在操作记录里整次撤销。`,
      confirmLabel: `照此处理全部 ${whole.format(scope.count)} 处`,
      reason: 'required',
    })
    if (!answer.confirmed) return
    const done = await attempt(client.resolveByRule({ rule, reason: answer.reason, ...scope.where }))
    if (!done.ok) {
      notifyError(done.error)
      return
    }
    notifyDone(`已处理 ${whole.format(done.value.decided)} 处`, done.value.decided < scope.count ? '其余由别的单位决定。' : '')
    refresh()
  }
  return (
    <Menu position="bottom-end" width={300}>
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={15} aria-hidden />}>
          按一条规则成批处理
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {scopes.map((scope) => [
          <Menu.Label key={scope.key}>
            {scope.label}　{whole.format(scope.count)} 处
          </Menu.Label>,
          ...rules.map((one) => (
            <Menu.Item
              key={`${scope.key} ${one.rule}`}
              onClick={() => {
                void decide(scope, one)
              }}
            >
              {one.label}
            </Menu.Item>
          )),
        ])}
      </Menu.Dropdown>
    </Menu>
  )
}
