import type { ReactNode } from 'react'
import type { ReviewReturn } from '#core/features/exchange/contract.ts'
import { useClient } from '../../bridge/client.tsx'
import { RemarkDialog } from './RemarkDialog.tsx'

/** 回复: what was mended. */
export function AnswerDialog({ one, onClose }: { readonly one: ReviewReturn; readonly onClose: () => void }): ReactNode {
  const client = useClient().exchange
  return (
    <RemarkDialog
      title={`回复退回：${one.headName}户`}
      hint={`退回意见：${one.remark}`}
      label="整改了什么（必填，随下次上报带给上级）"
      confirmLabel="回复"
      told="已回复"
      send={(answer) => client.answerReturn({ id: one.id, answer })}
      onClose={onClose}
    />
  )
}
