import { Button, Checkbox, Group, NativeSelect, Text } from '@mantine/core'
import { IconBook2, IconDownload } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { listPath, screenOf } from '#core/catalogue/derive/screen.ts'
import { officeRegisterNames, registerOf } from '#core/catalogue/index.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { useRunJob } from '../../components/jobs/useJobs.ts'
import { useGo } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { useMayRead } from '../records/useMayWrite.ts'
import { whole } from '../../components/whole.ts'
import { Panel } from '../home/Panel.tsx'
import table from '../../components/PlainTable.module.css'
import classes from './paper.module.css'

type Format = 'xlsx' | 'csv' | 'csv-gb18030'
const formats: readonly { readonly value: Format; readonly label: string }[] = [
  { value: 'xlsx', label: 'Excel 工作簿（.xlsx）' },
  { value: 'csv', label: 'CSV（UTF-8）' },
  { value: 'csv-gb18030', label: 'CSV（GB18030，旧系统用）' },
]

/** Whole registers with all their columns, and the data dictionary. */
export function ExportPanel(): ReactNode {
  const api = useApi()
  const client = useClient()
  const go = useGo()
  const { user } = useSession()
  const mayRead = useMayRead()
  const run = useRunJob({ saveFile: true })
  const [format, setFormat] = useState<Format>('xlsx')
  const [unmasked, setUnmasked] = useState(false)
  const [busy, setBusy] = useState<string | null>(null)
  const totals = useQueries({ queries: officeRegisterNames.map((register) => api.records.query.queryOptions({ input: { register, limit: 0 } })) })
  const start = async (name: string, call: () => Promise<{ job: string }>): Promise<void> => {
    setBusy(name)
    await run(call())
    setBusy(null)
  }
  return (
    <div className={classes['exports']}>
      <Panel
        title="台账导出"
        detail="全部记录、全部列；只要一部分时，在该台账的列表里筛选后导出"
        flush
        actions={
          <Group gap="sm" wrap="nowrap">
            {user.role !== 'reader' && (
              <Checkbox size="xs" label="完整证号、电话、账号" checked={unmasked} onChange={(event) => setUnmasked(event.currentTarget.checked)} />
            )}
            <NativeSelect
              aria-label="文件格式"
              value={format}
              data={[...formats]}
              onChange={(event) => setFormat(formats.find((known) => known.value === event.currentTarget.value)?.value ?? 'xlsx')}
            />
          </Group>
        }
      >
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">台账</th>
              <th scope="col">内容</th>
              <th scope="col" data-number>
                记录数
              </th>
              <th scope="col">操作</th>
            </tr>
          </thead>
          <tbody>
            {officeRegisterNames.map((register, index) => {
              if (!mayRead(register)) return null
              const title = screenOf(register)?.title ?? register
              const total = totals[index]?.data?.total
              return (
                <tr key={register}>
                  <td className={table['nowrap']}>{title}</td>
                  <td>{registerOf(register).description}</td>
                  <td data-number>{total === undefined ? '—' : whole.format(total)}</td>
                  <td>
                    <Group gap={4} wrap="nowrap">
                      <Button
                        size="compact-sm"
                        variant="default"
                        leftSection={<IconDownload size={14} aria-hidden />}
                        aria-label={`导出${title}`}
                        loading={busy === register}
                        disabled={busy !== null || total === 0}
                        onClick={() => {
                          void start(register, () => client.exports.start({ register, format, ...(unmasked ? { unmasked: true } : {}) }))
                        }}
                      >
                        导出
                      </Button>
                      <Button size="compact-sm" variant="subtle" aria-label={`打开${title}列表`} onClick={() => go(listPath(register))}>
                        打开列表
                      </Button>
                    </Group>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Panel>
      <Panel
        title="数据字典"
        actions={
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconBook2 size={16} aria-hidden />}
            loading={busy === 'dictionary'}
            disabled={busy !== null}
            onClick={() => {
              void start('dictionary', () => client.exports.dictionary())
            }}
          >
            下载数据字典
          </Button>
        }
      >
        <Text size="sm" c="gray.7">
          每个台账的每一项：名称、类型、单位、代码表、是否必填、国家编码和依据文件，做成一个 Excel 工作簿。
        </Text>
      </Panel>
    </div>
  )
}
