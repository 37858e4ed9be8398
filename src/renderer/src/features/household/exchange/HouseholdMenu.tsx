import { Button, Menu } from '@mantine/core'
import { IconArrowBackUp, IconDots, IconTruckDelivery } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { makerLacks, makerOf } from '#core/access/making.ts'
import { divisionPrefix } from '#core/access/permissions.ts'
import { returning } from '#core/catalogue/entities/procedures/returning.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { useClient } from '../../../bridge/client.tsx'
import { useSession } from '../../../session/useSession.tsx'
import { useAsker, useMayWrite } from '../../records/useMayWrite.ts'
import { RemarkDialog } from '../../reviews/RemarkDialog.tsx'
import { TransferDialog } from '../../transfers/TransferDialog.tsx'
import { useHouseholdExchange } from './useHouseholdExchange.ts'

interface HouseholdMenuProps {
  readonly household: string
  readonly headName: string
  /** Where the household is on file. */
  readonly village: string | null
}

/** 更多 on the card of a household: 迁出, and 退回 for whoever may begin one there. Nothing where neither may be done. */
export function HouseholdMenu({ household, headName, village }: HouseholdMenuProps): ReactNode {
  const client = useClient().exchange
  const mayTransfer = useMayWrite('household')
  const mayReturn = useMayReturn(village)
  const { transfer } = useHouseholdExchange(household)
  const [opened, setOpened] = useState<'transfer' | 'return' | null>(null)
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
          {mayReturn && (
            <Menu.Item leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => setOpened('return')}>
              退回整改
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {opened === 'transfer' && <TransferDialog household={household} headName={headName} onClose={() => setOpened(null)} />}
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
