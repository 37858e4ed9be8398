import { Badge, Button, Loader, Text } from '@mantine/core'
import { IconDeviceUsb, IconFileSearch, IconRefresh } from '@tabler/icons-react'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { ErrorPayload } from '#core/errors.ts'
import type { FoundPackage } from '#core/features/exchange/contract.ts'
import { useApi, useShell } from '../../../bridge/client.tsx'
import { notifyError } from '../../../bridge/notify.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { StepWizard } from '../../../components/StepWizard.tsx'
import { FRESH } from '../shared/standing.ts'
import classes from '../shared/exchange.module.css'
import { FoundTable } from './FoundTable.tsx'
import type { FoundHere } from './FoundTable.tsx'
import { receiveSteps } from './steps.ts'
import type { Source } from './steps.ts'

/** The package to begin with: the oldest new one, since a later one builds upon it. */
function firstOf(found: readonly FoundHere[]): FoundHere | undefined {
  const fresh = found.filter((one) => one.package.status === 'new')
  return [...fresh].sort((one, other) => (one.package.madeAt ?? '').localeCompare(other.package.madeAt ?? ''))[0]
}

/** Packages on the sticks that are in, and the way to any other file. */
export function FileStep({
  starting,
  refusal,
  onOpen,
}: {
  readonly starting: boolean
  readonly refusal: ErrorPayload | null
  readonly onOpen: (source: Source) => void
}): ReactNode {
  const api = useApi().exchange
  const shell = useShell()
  const places = useQuery({ ...api.places.queryOptions(), ...FRESH })
  const scanned = useQueries({ queries: (places.data ?? []).map((place) => ({ ...api.scan.queryOptions({ input: { place: place.id } }), ...FRESH })) })
  const [chosen, setChosen] = useState<string | null>(null)
  const found = (places.data ?? []).flatMap((place, index) => (scanned[index]?.data ?? []).map((one: FoundPackage): FoundHere => ({ place, package: one })))
  const scanning = places.isPending || scanned.some((scan) => scan.isPending)
  const failed = scanned.find((scan) => scan.error !== null)
  const picked = found.find((one) => one.package.file === chosen) ?? firstOf(found)
  const refresh = (): void => {
    void places.refetch()
    for (const scan of scanned) void scan.refetch()
  }
  const pick = (): void => {
    shell
      .pickFile({ title: '选择要接收的文件', extensions: ['bfx'] })
      .then((ticket) => {
        if (ticket !== null) onOpen({ ticket: ticket.ticket })
      })
      .catch(notifyError)
  }
  const actions = (
    <>
      <Button size="compact-md" variant="default" leftSection={<IconRefresh size={15} aria-hidden />} loading={scanning && !places.isPending} onClick={refresh}>
        刷新
      </Button>
      <Button size="compact-md" variant="default" leftSection={<IconFileSearch size={15} aria-hidden />} onClick={pick}>
        从别处选文件
      </Button>
    </>
  )
  return (
    <StepWizard
      label="接收步骤"
      steps={receiveSteps}
      current="file"
      {...(found.length > 0
        ? {
            onNext: () => {
              if (picked !== undefined) onOpen({ file: picked.package.file, place: picked.place.id })
            },
          }
        : {})}
      nextLabel="打开并核对"
      nextDisabled={picked === undefined}
      busy={starting}
      note={picked === undefined && found.length > 0 ? '这里没有新的文件；要再看一遍已经合并过的，请选中它。' : '打开只是核对，不会改动数据。'}
    >
      {refusal !== null && <ErrorPanel error={refusal} />}
      {places.error !== null && <ErrorPanel error={places.error} onRetry={refresh} />}
      {failed !== undefined && <ErrorPanel error={failed.error} onRetry={refresh} />}
      {scanning && <Loader size="sm" role="status" aria-label="正在查看 U 盘" />}
      {!scanning && found.length === 0 && (
        <EmptyState
          icon={<IconDeviceUsb size={36} stroke={1.2} />}
          title="没有找到可以接收的文件"
          hint="插好 U 盘以后点“刷新”。文件以 .bfx 结尾；放在别的文件夹里的，点“从别处选文件”。"
          actions={actions}
        />
      )}
      {found.length > 0 && (
        <>
          <div className={classes['bar']}>
            <Text size="sm" c="gray.7" flex={1} component="div">
              找到 {found.length} 个文件，其中新的 <Badge color="green">{found.filter((one) => one.package.status === 'new').length}</Badge>
            </Text>
            {actions}
          </div>
          <FoundTable found={found} chosen={picked?.package.file ?? null} onChoose={setChosen} />
        </>
      )}
    </StepWizard>
  )
}
