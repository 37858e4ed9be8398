import { Button } from '@mantine/core'
import { IconArrowBackUp, IconInfoCircle, IconTruckDelivery } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { PersonTransfer, ReviewReturn, Transfer } from '#core/features/exchange/contract.ts'
import { useApi } from '../../../bridge/client.tsx'
import { useGo } from '../../../router/navigation.ts'
import { AnswerDialog } from '../../reviews/AnswerDialog.tsx'
import { useReturnActions } from '../../reviews/useReturnActions.ts'
import { MoveButtons } from '../../transfers/MoveTable.tsx'
import type { Move, MoveActions } from '../../transfers/MoveTable.tsx'
import { TakeInDialog } from '../../transfers/TakeInDialog.tsx'
import { usePersonTransferActions } from '../../transfers/usePersonTransferActions.ts'
import { useTransferActions } from '../../transfers/useTransferActions.ts'
import classes from './banners.module.css'
import { useHouseholdExchange } from './useHouseholdExchange.ts'

/** Above the card: returned with a remark, on its way to another village, or in the charge of another office. */
export function HouseholdBanners({ household, village }: { readonly household: string; readonly village: string | null }): ReactNode {
  const { transfer, leaving, returned } = useHouseholdExchange(household)
  const api = useApi().exchange
  const inCharge = useQuery({ ...api.inCharge.queryOptions({ input: { place: village ?? '' } }), enabled: village !== null }).data ?? null
  const proposals =
    useQuery({
      ...api.proposals.queryOptions({ input: { state: 'open', mine: true, ...(village === null ? {} : { place: village }), limit: 500 } }),
      enabled: inCharge !== null,
    }).data?.rows.filter((row) => row.opens?.id === household) ?? []
  const go = useGo()
  if (transfer === undefined && leaving.length + returned.length === 0 && inCharge === null) return null
  return (
    <div className={classes['banners']}>
      {returned.map((one) => (
        <ReturnBanner key={one.id} one={one} />
      ))}
      {transfer !== undefined && <TransferBanner transfer={transfer} />}
      {leaving.map((one) => (
        <LeavingBanner key={one.id} transfer={one} />
      ))}
      {inCharge !== null && (
        <p className={classes['banner']} data-tone="plain">
          <IconInfoCircle size={17} aria-hidden />
          <span>
            本村由{inCharge.unitName}负责，您的修改作为建议下发，由对方决定采不采纳。
            {proposals.length > 0 && `这一户已有 ${proposals.length} 条建议等对方决定，下面仍是现在的内容。`}
          </span>
          {proposals.length > 0 && (
            <span className={classes['actions']}>
              <Button size="compact-sm" variant="default" onClick={() => go('/exchange/proposals', { mine: 'yes' })}>
                看建议
              </Button>
            </span>
          )}
        </p>
      )}
    </div>
  )
}

function ReturnBanner({ one }: { readonly one: ReviewReturn }): ReactNode {
  const [answering, setAnswering] = useState(false)
  const { close } = useReturnActions()
  return (
    <section className={classes['banner']} data-tone={one.state === 'open' ? 'returned' : 'transfer'} aria-label="审核退回">
      <IconArrowBackUp size={17} aria-hidden />
      <span>
        <b>{one.state === 'open' ? '已退回整改' : '已回复，等办结'}</b>　{one.remark}
        <small>
          {one.returnedBy}　{one.returnedOn}
        </small>
        {one.answer !== null && (
          <span className={classes['answer']}>
            回复：{one.answer}
            <small>{one.answeredOn}</small>
          </span>
        )}
      </span>
      <span className={classes['actions']}>
        {one.mayAnswer && (
          <Button size="compact-sm" onClick={() => setAnswering(true)}>
            {one.answer === null ? '回复' : '改回复'}
          </Button>
        )}
        {one.mayClose && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              void close(one)
            }}
          >
            办结
          </Button>
        )}
      </span>
      {answering && <AnswerDialog one={one} onClose={() => setAnswering(false)} />}
    </section>
  )
}

function TransferBanner({ transfer }: { readonly transfer: Transfer }): ReactNode {
  const actions = useTransferActions()
  return (
    <MoveBanner
      move={transfer}
      called={`${transfer.headName}户`}
      label="迁移途中"
      text={`${transfer.fromName} → ${transfer.toName}，等对方接收；接收以前人口仍算在${transfer.fromName}。`}
      actions={actions}
    />
  )
}

function LeavingBanner({ transfer }: { readonly transfer: PersonTransfer }): ReactNode {
  const [taking, setTaking] = useState<PersonTransfer | null>(null)
  const actions = usePersonTransferActions(setTaking)
  return (
    <>
      <MoveBanner
        move={transfer}
        called={transfer.name}
        label={`${transfer.name}迁移途中`}
        text={`迁到${transfer.toName}，等对方接收；接收以前仍算在这一户。`}
        actions={actions}
      />
      {taking !== null && <TakeInDialog transfer={taking} onClose={() => setTaking(null)} />}
    </>
  )
}

/** Who is on the way where to, and what the user may do with it. */
function MoveBanner<T extends Move>(props: {
  readonly move: T
  readonly called: string
  readonly label: string
  readonly text: string
  readonly actions: MoveActions<T>
}): ReactNode {
  const { move, label } = props
  return (
    <section className={classes['banner']} data-tone="transfer" aria-label={label}>
      <IconTruckDelivery size={17} aria-hidden />
      <span>
        <b>{label}</b>　{props.text}
        <small>
          {move.outBy}　{move.outOn}　{move.reason}
        </small>
      </span>
      <span className={classes['actions']}>
        <MoveButtons move={move} called={props.called} actions={props.actions} />
      </span>
    </section>
  )
}
