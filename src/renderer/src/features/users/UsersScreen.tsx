import { Badge, Button, Group, Text } from '@mantine/core'
import { IconKey, IconUserPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { User } from '#core/features/users/contract.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { usersFigure } from '../../components/figure.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { dateTimeText } from '../../components/time.ts'
import { useFieldSources } from '../../fields/sources.tsx'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { roleLabels, useSession } from '../../session/useSession.tsx'
import { Panel } from '../home/Panel.tsx'
import table from '../../components/PlainTable.module.css'
import { RecoveryDialog } from './RecoveryDialog.tsx'
import { RekeyDialog } from './RekeyDialog.tsx'
import { PasswordDialog, UserDialog } from './UserDialog.tsx'
import { roleSentences } from './roles.ts'

type Opened = { readonly kind: 'add' } | { readonly kind: 'change' | 'reset' | 'reactivate'; readonly user: User } | { readonly kind: 'recovery' | 'rekey' }

/** Who may use the program, for administrators. */
export function UsersScreen(): ReactNode {
  const { mayAdminister } = useSession()
  if (!mayAdminister)
    return (
      <Page header={<PageHeader title="用户" />}>
        <EmptyState title="只有管理员可以管理用户" hint="需要增加用户、改角色或者忘记密码，请找管理员。自己的密码在右上角的名字里修改。" />
      </Page>
    )
  return <Users />
}

function Users(): ReactNode {
  const api = useApi()
  const client = useClient()
  const queryClient = useQueryClient()
  const confirm = useConfirm()
  const { user: me } = useSession()
  const { divisions } = useFieldSources()
  const query = useQuery(api.users.list.queryOptions())
  const updating = useCommand(client.users.update)
  const [opened, setOpened] = useState<Opened | null>(null)
  const refresh = (): void => {
    void queryClient.invalidateQueries({ queryKey: api.users.key() })
  }
  const close = (): void => {
    setOpened(null)
    refresh()
  }
  useShortcut('new', () => setOpened({ kind: 'add' }))
  const names = new Map(divisions.map((division) => [division.code, division.name]))
  const deactivate = async (user: User): Promise<void> => {
    const answer = await confirm({
      title: `停用${user.displayName}？`,
      message: '停用后立即退出登录，不能再打开数据；做过的操作仍然记在他名下。以后可以重新启用，启用时另设密码。',
      confirmLabel: `停用${user.displayName}`,
      danger: true,
    })
    if (!answer.confirmed || (await updating.run({ id: user.id, active: false })) === null) return
    notifyDone('已停用', user.displayName)
    refresh()
    const offer = await confirm({
      title: '现在更换数据密钥？',
      message: `${user.displayName}已经不能登录。他手里如果留有以前的数据文件或备份，更换数据密钥以后，用他的密码打不开今后的数据。更换后其他用户要用临时密码登录一次。`,
      confirmLabel: '更换数据密钥',
    })
    if (offer.confirmed) setOpened({ kind: 'rekey' })
  }
  return (
    <Page
      header={
        <PageHeader
          title="用户"
          detail={query.data !== undefined && <span {...usersFigure()}>{query.data.filter((user) => user.active).length} 人在用</span>}
          actions={
            <>
              <Button variant="default" onClick={() => setOpened({ kind: 'rekey' })}>
                更换数据密钥
              </Button>
              <Button variant="default" leftSection={<IconKey size={16} aria-hidden />} onClick={() => setOpened({ kind: 'recovery' })}>
                更换恢复码
              </Button>
              <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setOpened({ kind: 'add' })}>
                增加用户
              </Button>
            </>
          }
        />
      }
    >
      {query.error !== null && (
        <ErrorPanel
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
      <Panel title="用户名单" flush>
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">姓名</th>
              <th scope="col">登录名</th>
              <th scope="col">角色</th>
              <th scope="col">区划</th>
              <th scope="col">状态</th>
              <th scope="col">增加时间</th>
              <th scope="col">操作</th>
            </tr>
          </thead>
          <tbody>
            {(query.data ?? []).map((user) => (
              <tr key={user.id} data-left-out={!user.active || undefined}>
                <td>
                  {user.displayName}
                  {user.id === me.id && '（我）'}
                </td>
                <td>{user.login}</td>
                <td>{roleLabels[user.role]}</td>
                <td>{user.divisions.length === 0 ? '本单位全部' : user.divisions.map((code) => names.get(code) ?? code).join('、')}</td>
                <td>
                  {user.active ? (
                    user.mustChangePassword ? (
                      <Badge color="amber">待改初始密码</Badge>
                    ) : (
                      <Badge color="green">在用</Badge>
                    )
                  ) : (
                    <Badge color="gray">已停用</Badge>
                  )}
                </td>
                <td className={table['nowrap']}>{dateTimeText(user.createdAt)}</td>
                <td>
                  <Group gap={4} wrap="nowrap">
                    {user.active ? (
                      <>
                        <Button size="compact-sm" variant="default" aria-label={`修改${user.displayName}`} onClick={() => setOpened({ kind: 'change', user })}>
                          修改
                        </Button>
                        {user.id !== me.id && (
                          <Button
                            size="compact-sm"
                            variant="default"
                            aria-label={`重设${user.displayName}的密码`}
                            onClick={() => setOpened({ kind: 'reset', user })}
                          >
                            重设密码
                          </Button>
                        )}
                        {user.id !== me.id && (
                          <Button
                            size="compact-sm"
                            variant="subtle"
                            color="red"
                            aria-label={`停用${user.displayName}`}
                            onClick={() => {
                              void deactivate(user)
                            }}
                          >
                            停用
                          </Button>
                        )}
                      </>
                    ) : (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`启用${user.displayName}`}
                        onClick={() => setOpened({ kind: 'reactivate', user })}
                      >
                        启用
                      </Button>
                    )}
                  </Group>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
      <div style={{ marginTop: '0.75rem' }}>
        <Panel title="角色能做什么" flush>
          <table className={table['table']}>
            <tbody>
              {roleSentences.map(({ role, sentence }) => (
                <tr key={role}>
                  <th scope="row" style={{ width: '6rem' }}>
                    {roleLabels[role]}
                  </th>
                  <td>{sentence}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      </div>
      <Text size="sm" c="gray.7" mt="xs">
        每人用自己的密码打开数据，操作记录里写的就是这里的姓名，请不要合用一个用户。有人离开、重设了密码或更换了恢复码以后，建议更换数据密钥，使原来的密码和恢复码打不开今后的数据。
      </Text>
      {opened?.kind === 'add' && <UserDialog user={null} onClose={close} />}
      {opened?.kind === 'change' && <UserDialog user={opened.user} onClose={close} />}
      {(opened?.kind === 'reset' || opened?.kind === 'reactivate') && (
        <PasswordDialog user={opened.user} reactivate={opened.kind === 'reactivate'} onClose={close} />
      )}
      {opened?.kind === 'rekey' && <RekeyDialog onClose={close} />}
      {opened?.kind === 'recovery' && <RecoveryDialog onClose={close} />}
    </Page>
  )
}
