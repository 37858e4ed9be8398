import { Button, Menu } from '@mantine/core'
import { IconArrowBackUp, IconArrowMerge, IconArrowsSplit, IconDots, IconHomeOff, IconTruckDelivery } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { makerLacks, makerOf } from '#core/access/making.ts'
import { divisionPrefix } from '#core/access/permissions.ts'
import { returning } from '#core/catalogue/entities/procedures/returning.ts'
import type { Member } from '#core/features/household/contract.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { useClient } from '../../../bridge/client.tsx'
import { useSession } from '../../../session/useSession.tsx'
import { useAsker, useMayWrite } from '../../records/useMayWrite.ts'
import { RemarkDialog } from '../../reviews/RemarkDialog.tsx'
import { TransferDialog } from '../../transfers/TransferDialog.tsx'
import { CloseDialog, MergeDialog, SplitDialog } from '../whole/dialogs.tsx'
import { useHouseholdExchange } from './useHouseholdExchange.ts'

type Whole = 'split' | 'merge' | 'close'
/** What happens to the household as a whole, and how many people that takes. */
const WHOLE = [
  ['split', '分户', IconArrowsSplit, 2],
  ['merge', '并入另一户', IconArrowMerge, 1],
  ['close', '整户销户', IconHomeOff, 0],
] as const

interface HouseholdMenuProps {
  readonly household: string
  readonly headName: string
  /** Where the household is on file. */
  readonly village: string | null
  /** Its people of today; without them nothing is offered that concerns the household as a whole. */
  readonly members?: readonly Member[]
  /** Changes that are not saved yet come first. */
  readonly dirty?: boolean
  /** Struck off already. */
  readonly ended?: boolean
}

/** 更多 on the card of a household: 迁出, and 退回 for whoever may begin one there. Nothing where neither may be done. */
export function HouseholdMenu({ household, headName, village, members, dirty = false, ended = false }: HouseholdMenuProps): ReactNode {
  const client = useClient().exchange
  const mayTransfer = useMayWrite('household')
  const mayReturn = useMayReturn(village)
  const { transfer } = useHouseholdExchange(household)
  const [opened, setOpened] = useState<'transfer' | 'return' | Whole | null>(null)
  const close = (): void => setOpened(null)
  if (!mayTransfer && !mayReturn) return null
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconDots size={16} aria-hidden />}>
            更多
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayTransfer && (
            <Menu.Item leftSection={<IconTruckDelivery size={16} aria-hidden />} disabled={transfer !== undefined} onClick={() => setOpened('transfer')}>
              {transfer === undefined ? '迁出到别的村' : '正在迁移途中'}
            </Menu.Item>
          )}
          {mayTransfer &&
            members !== undefined &&
            !ended &&
            WHOLE.map(([key, label, Icon, least]) => (
              <Menu.Item
                key={key}
                leftSection={<Icon size={16} aria-hidden />}
                disabled={dirty || transfer !== undefined || members.length < least}
                title={dirty ? '卡片上有没有保存的修改，请先保存' : undefined}
                onClick={() => setOpened(key)}
              >
                {label}
              </Menu.Item>
            ))}
          {mayReturn && (
            <Menu.Item leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => setOpened('return')}>
              退回整改
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {opened === 'transfer' && <TransferDialog household={household} headName={headName} onClose={() => setOpened(null)} />}
      {opened === 'split' && members !== undefined && <SplitDialog household={household} headName={headName} members={members} onClose={close} />}
      {opened === 'merge' && members !== undefined && (
        <MergeDialog household={household} headName={headName} members={members} village={village} onClose={close} />
      )}
      {opened === 'close' && members !== undefined && <CloseDialog household={household} headName={headName} members={members} onClose={close} />}
      {opened === 'return' && (
        <RemarkDialog
          title={`退回整改：${headName}户`}
          hint="负责这个村的单位打开程序第一眼就看到；是别的单位的，意见随下次发送带去。"
          label="退回意见（必填）"
          confirmLabel="退回"
          told="已退回"
          send={(remark) => client.returnHousehold({ household, remark })}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  )
}

/** Whether the user may send back a household there: in a village of the office, by the declaration. The core asks again, and who is in charge. */
function useMayReturn(village: string | null): boolean {
  const asker = useAsker()
  const { unit } = useSession()
  if (village === null || !village.startsWith(divisionPrefix(unit.code))) return false
  const { label, who } = returning.inRecord.begins
  return makerLacks(who, label, makerOf(asker, registerOf('review_return'), who, { village })).length === 0
}
