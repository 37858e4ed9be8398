import { Alert, Badge, Button, Group } from '@mantine/core'
import { IconDatabaseExport, IconHistory, IconPhoto } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { may } from '#core/access/permissions.ts'
import type { BackupSummary } from '#core/features/backups/contract.ts'
import { useApi, useClient, useShell } from '../../bridge/client.tsx'
import { notifyDone, notifyError, notifyInfo } from '../../bridge/notify.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useRunJob } from '../../components/jobs/useJobs.ts'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { sizeText } from '../../components/sizeText.ts'
import { dateTimeText } from '../../components/time.ts'
import { useGo } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { Panel } from '../home/Panel.tsx'
import table from '../../components/PlainTable.module.css'
import { RestoreDialog } from './RestoreDialog.tsx'
import { RescuesPanel } from './RescuesPanel.tsx'
import { VerifyPanel } from './VerifyPanel.tsx'

const reasons: Readonly<Record<string, string>> = {
  daily: '每天自动',
  manual: '手工',
  'before-import': '导入之前',
  'before-merge': '合并之前',
  'before-migration': '升级之前',
  'before-restore': '恢复之前',
}

/** A file of this many bytes does not fit on the usual format of a stick. */
const FAT32_LIMIT = 2 ** 32 - 1

/** Backups, their way to a stick and back, and the check of the data. */
export function BackupsScreen(): ReactNode {
  const { user } = useSession()
  const go = useGo()
  const api = useApi()
  const client = useClient()
  const shell = useShell()
  const queryClient = useQueryClient()
  const mayBackUp = may(user, 'back up')
  const query = useQuery({ ...api.backups.list.queryOptions(), enabled: mayBackUp })
  const photos = useQuery({ ...api.backups.attachmentSize.queryOptions(), enabled: mayBackUp }).data ?? { files: 0, bytes: 0 }
  const folder = useQuery({ ...api.backups.folder.queryOptions(), enabled: mayBackUp }).data?.sentence ?? null
  const run = useRunJob()
  const [running, setRunning] = useState(false)
  const [restoring, setRestoring] = useState<{ readonly name: string | null } | null>(null)
  const mayRestore = may(user, 'restore backup')
  if (!mayBackUp)
    return (
      <Page header={<PageHeader title="备份与检查" />}>
        <EmptyState title="您的角色不能备份" hint="备份由录入、审核人员或管理员来做。" />
      </Page>
    )
  const create = async (attachments: boolean): Promise<void> => {
    setRunning(true)
    if ((await run(client.backups.create({ attachments }))) !== null) notifyDone('备份完成', '建议再存一份到 U 盘，锁进柜子。')
    setRunning(false)
    void queryClient.invalidateQueries({ queryKey: api.backups.key() })
  }
  const saveCopy = async (backup: BackupSummary): Promise<void> => {
    try {
      const ticket = await client.backups.file({ name: backup.name })
      if (backup.size >= FAT32_LIMIT) notifyInfo('这份备份超过 4 GB', '普通格式（FAT32）的 U 盘放不下，请存到 exFAT 或 NTFS 格式的 U 盘、移动硬盘。')
      if (await shell.saveFile(ticket, backup.name))
        notifyDone(
          '备份已另存',
          `备份文件是加密的，要用当时的登录名和密码才能恢复。${photos.files > 0 && backup.attachments === null ? '这一份不含照片和附件。' : ''}`,
        )
    } catch (error) {
      notifyError(error)
    }
  }
  const backups = query.data ?? []
  return (
    <Page
      header={
        <PageHeader
          title="备份与检查"
          actions={
            <>
              <Button variant="subtle" color="gray" leftSection={<IconHistory size={16} aria-hidden />} onClick={() => go('/changes')}>
                操作记录
              </Button>
              {mayRestore && (
                <Button variant="default" onClick={() => setRestoring({ name: null })}>
                  从文件恢复
                </Button>
              )}
              {photos.files > 0 && (
                <Button
                  variant="default"
                  leftSection={<IconPhoto size={16} aria-hidden />}
                  disabled={running}
                  onClick={() => {
                    void create(true)
                  }}
                >
                  连同照片备份（{sizeText(photos.bytes)}）
                </Button>
              )}
              <Button
                leftSection={<IconDatabaseExport size={16} aria-hidden />}
                loading={running}
                onClick={() => {
                  void create(false)
                }}
              >
                立即备份
              </Button>
            </>
          }
        />
      }
    >
      <div style={{ display: 'flex', flexDirection: 'column', gap: '0.75rem' }}>
        {may(user, 'verify data') && <VerifyPanel />}
        <RescuesPanel />
        {folder !== null && (
          <Alert color="amber" title="数据文件夹的权限">
            {folder}
          </Alert>
        )}
        {photos.files > 0 && (
          <Alert color="amber" title={`照片和附件 ${photos.files} 份，共 ${sizeText(photos.bytes)}，不在自动备份里`}>
            它们加密存放在数据文件夹的 attachments
            里，恢复任何一份备份都不会删除它们；但这台电脑的硬盘坏了，就只能从“连同照片备份”里取回。请每月做一次“连同照片备份”，另存到 U 盘或移动硬盘。
          </Alert>
        )}
        {query.error !== null && (
          <ErrorPanel
            error={query.error}
            onRetry={() => {
              void query.refetch()
            }}
          />
        )}
        {query.data !== undefined && (
          <Panel title="备份" detail="每天第一次打开时自动备份，导入和升级之前也会备份；最近的若干份和每月最后一份一直留着" flush>
            {backups.length === 0 ? (
              <EmptyState title="还没有备份" hint="点“立即备份”做第一份；之后程序每天自动备份。" />
            ) : (
              <table className={table['table']}>
                <thead>
                  <tr>
                    <th scope="col">时间</th>
                    <th scope="col">来由</th>
                    <th scope="col" data-number>
                      大小
                    </th>
                    <th scope="col">照片</th>
                    <th scope="col">文件</th>
                    <th scope="col">状态</th>
                    <th scope="col">操作</th>
                  </tr>
                </thead>
                <tbody>
                  {backups.map((backup) => (
                    <tr key={backup.name}>
                      <td className={table['nowrap']}>{dateTimeText(backup.at)}</td>
                      <td>{reasons[backup.reason] ?? backup.reason}</td>
                      <td data-number>{sizeText(backup.size)}</td>
                      <td className={table['nowrap']}>{backup.attachments === null ? '不含' : `含 ${backup.attachments} 份`}</td>
                      <td>{backup.name}</td>
                      <td>{backup.verified ? <Badge color="green">完好</Badge> : <Badge color="red">读不出</Badge>}</td>
                      <td>
                        <Group gap={4} wrap="nowrap">
                          <Button
                            size="compact-sm"
                            variant="default"
                            aria-label={`另存 ${dateTimeText(backup.at)} 的备份`}
                            onClick={() => {
                              void saveCopy(backup)
                            }}
                          >
                            另存到 U 盘
                          </Button>
                          {mayRestore && backup.verified && (
                            <Button
                              size="compact-sm"
                              variant="subtle"
                              color="red"
                              aria-label={`恢复到 ${dateTimeText(backup.at)}`}
                              onClick={() => setRestoring({ name: backup.name })}
                            >
                              恢复
                            </Button>
                          )}
                        </Group>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </Panel>
        )}
      </div>
      {restoring !== null && <RestoreDialog name={restoring.name} login={user.login} onClose={() => setRestoring(null)} />}
    </Page>
  )
}
