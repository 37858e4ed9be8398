import { Alert, Button, Text } from '@mantine/core'
import { IconCircleCheck, IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { isRegisterName, registerOf } from '#core/catalogue/index.ts'
import { verifyFindingShape } from '#core/features/backups/contract.ts'
import { useClient } from '../../bridge/client.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { isEnded, useJob } from '../../components/jobs/useJobs.ts'
import { useKeptState } from '../../preferences/useKeptState.ts'
import { Panel } from '../home/Panel.tsx'
import table from '../../components/PlainTable.module.css'
import { JobProgress } from '../../components/jobs/JobProgress.tsx'

const resultShape = z.object({ ok: z.boolean(), findings: z.array(verifyFindingShape) })
const MOST = 200

/** Checks file, journal and tables, and says in words what was found. */
export function VerifyPanel(): ReactNode {
  const starting = useCommand(useClient().backups.verify)
  const [id, setId] = useKeptState<string | null>('verify.job', null)
  const [begun, setBegun] = useState(false)
  const job = useJob(id)
  const running = begun && job !== undefined && !isEnded(job)
  const start = async (): Promise<void> => {
    const started = await starting.run(undefined)
    if (started !== null) {
      setId(started.job)
      setBegun(true)
    }
  }
  const result = job?.state === 'done' ? resultShape.safeParse(job.result).data : undefined
  return (
    <Panel
      title="检查数据"
      detail="数据库文件、操作记录的连环校验、操作记录与台账是否一致，照片是否完好"
      actions={
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconShieldCheck size={16} aria-hidden />}
          loading={starting.running || running}
          onClick={() => {
            void start()
          }}
        >
          开始检查
        </Button>
      }
    >
      {job === undefined && (
        <Text size="sm" c="gray.7">
          断电、U 盘拷贝、电脑中毒之后，请检查一次。检查只读不改。
        </Text>
      )}
      {job !== undefined && !isEnded(job) && <JobProgress job={job} title="检查数据" />}
      {job?.error !== undefined && job.error !== null && <ErrorPanel error={job.error} />}
      {job?.state === 'cancelled' && <Text size="sm">检查已取消。</Text>}
      {result?.ok === true && (
        <Alert color="green" icon={<IconCircleCheck size={18} aria-hidden />} title="没有发现问题">
          数据库完好，操作记录没有被改动过，台账与操作记录一致。
        </Alert>
      )}
      {result?.ok === false && (
        <>
          <Alert color="red" role="alert" title={`发现 ${result.findings.length} 处问题`} mb="xs">
            请先不要继续录入；退出登录，由管理员用登录画面上的“抢救数据”：它照操作记录把数据重新拼好，说明有没有丢失。分不清时请联系技术人员。
          </Alert>
          <table className={table['table']}>
            <thead>
              <tr>
                <th scope="col">问题</th>
                <th scope="col">台账</th>
                <th scope="col">记录</th>
                <th scope="col">操作记录序号</th>
              </tr>
            </thead>
            <tbody>
              {result.findings.slice(0, MOST).map((finding) => (
                <tr key={`${finding.code} ${finding.register ?? ''} ${finding.record ?? ''} ${finding.sequence ?? ''} ${finding.message}`}>
                  <td>{finding.message}</td>
                  <td>{finding.register !== null && isRegisterName(finding.register) ? registerOf(finding.register).label : finding.register}</td>
                  <td>{finding.record}</td>
                  <td>{finding.sequence}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {result.findings.length > MOST && (
            <Text size="sm" c="gray.7">
              只列前 {MOST} 处。
            </Text>
          )}
        </>
      )}
    </Panel>
  )
}
