import { Button, Loader, Text } from '@mantine/core'
import { IconDeviceFloppy, IconDeviceUsb, IconFolder, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Place } from '#core/features/exchange/contract.ts'
import { useApi, useClient, useShell } from '../../../bridge/client.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { StepWizard } from '../../../components/StepWizard.tsx'
import { Choice } from '../shared/Choice.tsx'
import { FRESH } from '../shared/standing.ts'
import { notifyError } from '../../../bridge/notify.tsx'
import layout from '../../../components/layout.module.css'
import classes from '../shared/exchange.module.css'
import { bytesText } from '../shared/words.ts'
import { sendSteps } from './steps.ts'
import type { Sending } from './steps.ts'

/** Saved by the shell's own dialog instead of written to a place. */
const AS_FILE = 'file'

function spaceOf(place: Place): string {
  if (!place.writable) return '不能写入：请看 U 盘上的写保护开关，或者换一个'
  if (place.free === null) return place.removable ? 'U 盘' : '文件夹'
  return `剩余 ${bytesText(place.free)}${place.total === null ? '' : `，共 ${bytesText(place.total)}`}`
}

/** On which stick or in which folder. */
export function PlaceStep({
  sending,
  onBack,
  onNext,
}: {
  readonly sending: Sending
  readonly onBack: () => void
  readonly onNext: (next: Sending) => void
}): ReactNode {
  const query = useQuery({ ...useApi().exchange.places.queryOptions(), ...FRESH })
  const client = useClient().exchange
  const { pickFolder } = useShell()
  const addFolder = async (): Promise<void> => {
    const ticket = (await pickFolder?.({ title: '选择存放数据包的文件夹' })) ?? null
    if (ticket === null) return
    const { id } = await client.folder({ ticket: ticket.ticket })
    await query.refetch()
    setChosen(id)
  }
  const [chosen, setChosen] = useState<string | null>(sending.place === '' ? null : sending.place)
  const places = [...(query.data ?? [])].sort((one, other) => Number(other.removable) - Number(one.removable))
  const sticks = places.filter((place) => place.removable && place.writable)
  // The only stick there is; without one, a file to be saved where the user says.
  const picked = chosen ?? (sticks.length === 1 ? sticks[0]?.id : query.data !== undefined && sticks.length === 0 ? AS_FILE : undefined)
  const valid = picked === AS_FILE || places.some((place) => place.id === picked && place.writable)
  const next = (): void => {
    if (picked !== undefined && valid) onNext({ ...sending, place: picked === AS_FILE ? '' : picked, job: null })
  }
  return (
    <StepWizard label="发送步骤" steps={sendSteps} current="place" onBack={onBack} onNext={next} nextDisabled={!valid}>
      {query.error !== null && (
        <ErrorPanel
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
      {query.isPending && <Loader size="sm" role="status" aria-label="正在查看 U 盘" />}
      {query.data !== undefined && (
        <div className={classes['choices']}>
          <div className={layout['buttons']}>
            <Text size="sm" c="gray.7" flex={1}>
              {sticks.length === 0 ? '没有看到可以写的 U 盘：插好以后点“刷新”，或者先保存为文件。' : '文件是加密的，别的人拿到 U 盘也打不开。'}
            </Text>
            {pickFolder !== null && (
              <Button
                size="compact-md"
                variant="default"
                leftSection={<IconFolder size={15} aria-hidden />}
                onClick={() => {
                  addFolder().catch(notifyError)
                }}
              >
                其他文件夹
              </Button>
            )}
            <Button
              size="compact-md"
              variant="default"
              leftSection={<IconRefresh size={15} aria-hidden />}
              loading={query.isFetching}
              onClick={() => {
                void query.refetch()
              }}
            >
              刷新
            </Button>
          </div>
          <div className={classes['choices']} role="radiogroup" aria-label="放在哪">
            {places.map((place) => (
              <Choice
                key={place.id}
                name="place"
                checked={picked === place.id}
                disabled={!place.writable}
                onChoose={() => setChosen(place.id)}
                title={place.label}
                detail={spaceOf(place)}
                icon={place.removable ? <IconDeviceUsb size={24} stroke={1.4} aria-hidden /> : <IconFolder size={24} stroke={1.4} aria-hidden />}
              />
            ))}
            <Choice
              name="place"
              checked={picked === AS_FILE}
              onChoose={() => setChosen(AS_FILE)}
              title="保存为文件"
              detail="做好以后自己选存到哪里（不能回读检查）"
              icon={<IconDeviceFloppy size={24} stroke={1.4} aria-hidden />}
            />
          </div>
        </div>
      )}
    </StepWizard>
  )
}
