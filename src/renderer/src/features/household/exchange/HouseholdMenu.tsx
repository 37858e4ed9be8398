import { Button, Menu } from '@mantine/core'
import { IconArrowBackUp, IconDots, IconTruckDelivery } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useClient } from '../../../bridge/client.tsx'
import { useSession } from '../../../session/useSession.tsx'
import { useMayWrite } from '../../records/useMayWrite.ts'
import { RemarkDialog } from '../../reviews/RemarkDialog.tsx'
import { useOverview } from '../../exchange/shared/standing.ts'
import { TransferDialog } from '../../transfers/TransferDialog.tsx'
import { useHouseholdExchange } from './useHouseholdExchange.ts'

/** 更多 on the card of a household: 迁出, and 退回 for the reviewers of a superior office. Nothing where neither may be done. */
export function HouseholdMenu({ household, headName }: { readonly household: string; readonly headName: string }): ReactNode {
  const client = useClient().exchange
  const { mayReview } = useSession()
  const mayTransfer = useMayWrite('household')
  const standing = useOverview()?.site.standing
  const { transfer } = useHouseholdExchange(household)
  const [opened, setOpened] = useState<'transfer' | 'return' | null>(null)
  const mayReturn = mayReview && standing === 'superior'
  if (standing === undefined || (!mayTransfer && !mayReturn)) return null
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
          hint="意见随下次下发带给负责这个村的单位，对方打开程序第一眼就看到。"
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
