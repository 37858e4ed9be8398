import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { useApi, useClient } from '../../../bridge/client.tsx'
import { notifyDone } from '../../../bridge/notify.tsx'
import { useCommand } from '../../../bridge/useCommand.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { SuggestInput } from '../../../fields/SuggestInput.tsx'
import { useEnterToNext } from '../../../keyboard/enterToNext.ts'
import { useRefreshAll } from '../shared/useRefreshAll.ts'

interface TransferDialogProps {
  readonly household: string
  readonly headName: string
  readonly onClose: () => void
}

/** 迁出: to which village of the county, and why. */
export function TransferDialog(props: TransferDialogProps): ReactNode {
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={`迁出：${props.headName}户`}
      size={460}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': '关闭' }}
    >
      <TransferForm {...props} />
    </Modal>
  )
}

function TransferForm({ household, headName, onClose }: TransferDialogProps): ReactNode {
  const client = useClient().exchange
  const refresh = useRefreshAll()
  const id = useId()
  const [text, setText] = useState('')
  const [village, setVillage] = useState<{ readonly code: string; readonly name: string } | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const found = useQuery(useApi().exchange.destinations.queryOptions({ input: { text } }))
  const starting = useCommand(client.transferOut, { inline: true })
  const ready = village !== null && problem === null && reason.trim() !== ''
  const start = async (): Promise<void> => {
    if (!ready || village === null || (await starting.run({ household, toVillage: village.code, reason: reason.trim() })) === null) return
    notifyDone('已办迁出，等对方接收', `${headName}户 → ${village.name}`)
    refresh()
    onClose()
  }
  const enter = useEnterToNext(() => {
    void start()
  })
  const options = found.data ?? []
  const resolve = (query: string): { readonly code: string; readonly name: string } | null => {
    const same = options.filter((option) => option.name === query.trim())
    return same.length === 1 ? (same[0] ?? null) : null
  }
  return (
    <Stack gap="sm" {...enter}>
      <Text size="sm">户和成员、历年记录、照片一起迁过去，编号不变。对方接收以前，这一户标为“迁移途中”，人口仍算在迁出村；需要时可以取消。</Text>
      {starting.error !== null && <ErrorPanel error={starting.error} />}
      {found.error !== null && (
        <ErrorPanel
          error={found.error}
          onRetry={() => {
            void found.refetch()
          }}
        />
      )}
      <div>
        <label htmlFor={id} style={{ fontSize: '0.8125rem', fontWeight: 500 }}>
          迁到哪个村
        </label>
        <SuggestInput
          id={id}
          text={village?.name ?? ''}
          options={options}
          keyOf={(option) => option.code}
          renderOption={(option) => option.name}
          isChosen={(option) => option.code === village?.code}
          onQuery={setText}
          loading={found.isFetching}
          onPick={(option) => {
            setVillage(option)
            setProblem(null)
          }}
          resolve={resolve}
          onUnresolved={(query) => setProblem(`没有选定村：“${query}”请从列表中选一个。`)}
          onRestore={() => setProblem(null)}
          emptyText="没有找到；可输村名、乡镇名或首字母"
          placeholder="村名、乡镇名或首字母"
          invalid={problem !== null}
          describedBy={`${id}-problem`}
          autoFocus
        />
        {problem !== null && (
          <Text id={`${id}-problem`} size="xs" c="red.7" role="alert">
            {problem}
          </Text>
        )}
      </div>
      <Textarea
        label="迁移原因（记入操作记录，必填）"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        maxRows={4}
        maxLength={200}
        required
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          取消
        </Button>
        <Button
          disabled={!ready}
          loading={starting.running}
          onClick={() => {
            void start()
          }}
        >
          办理迁出
        </Button>
      </Group>
    </Stack>
  )
}
