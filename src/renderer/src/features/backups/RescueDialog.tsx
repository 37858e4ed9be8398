import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { RescueGiven, RescueReport } from '#core/features/rescue/contract.ts'
import { useClient } from '../../bridge/client.tsx'
import { useCommand, type Command } from '../../bridge/useCommand.ts'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import { DoorProgress, useDoorWork } from '../../session/DoorProgress.tsx'
import { ProofFields } from './ProofFields.tsx'
import { RescueReportView } from './RescueReportView.tsx'

/** Puts a damaged database together again, and shows what came of it. */
export function RescueDialog({ login, onClose }: { readonly login: string; readonly onClose: () => void }): ReactNode {
  const [report, setReport] = useState<RescueReport | null>(null)
  const rescuing = useCommand(useClient().rescue.run, { inline: true })
  // Closed while it runs, it would go on unseen.
  const idle = !rescuing.running
  return (
    <Dialog onClose={onClose} title="抢救数据" size={620} mayClose={idle}>
      {report === null ? (
        <RescueForm login={login} rescuing={rescuing} onClose={onClose} onDone={setReport} />
      ) : (
        <Stack gap="sm">
          <RescueReportView report={report} />
          <Text size="sm">这份结果登录以后在“备份与检查”里还能看到。</Text>
          <Group justify="flex-end">
            <Button onClick={onClose}>知道了，去登录</Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  )
}

interface FormProps {
  readonly login: string
  readonly rescuing: Command<RescueGiven, RescueReport>
  readonly onClose: () => void
  readonly onDone: (report: RescueReport) => void
}

function RescueForm({ login, rescuing, onClose, onDone }: FormProps): ReactNode {
  const queryClient = useQueryClient()
  const [given, setGiven] = useState<RescueGiven>({ login, password: '' })
  const work = useDoorWork(rescuing.running)
  const ready = given.recoveryCode !== undefined ? given.recoveryCode.trim() !== '' : given.login.trim() !== '' && given.password !== ''
  const rescue = async (): Promise<void> => {
    if (!ready || rescuing.running) return
    const report = await rescuing.run({ ...given, login: given.login.trim() })
    if (report === null) return
    onDone(report)
    void queryClient.invalidateQueries()
  }
  return (
    <DialogForm
      label="开始抢救"
      ready={ready}
      running={rescuing.running}
      error={rescuing.error}
      onDo={rescue}
      cancelLabel={rescuing.running ? '取消抢救' : '取消'}
      onCancel={rescuing.running ? (work.cancellable ? work.cancel : 'not now') : onClose}
    >
      <Alert color="blue" title="数据文件损坏、打不开时用">
        程序以最近的完好备份为底，把损坏的文件里读得出来的操作记录和台账接上去，核对无误才换上，并说明哪些村的哪些记录要核对。照片和附件不动；损坏的文件留着，不删除。所有窗口都会退出登录。
      </Alert>
      <ProofFields given={given} set={(patch) => setGiven((before) => ({ ...before, ...patch }))} when="现在的管理员" code="现在的恢复码" />
      <DoorProgress work={work} title="正在抢救">
        请不要关机；换上之前都可以取消，取消后和抢救前完全一样。
      </DoorProgress>
    </DialogForm>
  )
}
