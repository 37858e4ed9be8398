import { ActionIcon, Button } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useId } from 'react'
import type { ReactNode } from 'react'
import type { PackageRow } from '#core/features/exchange/contract.ts'
import { Detailed } from '../../../components/Detailed.tsx'
import { dateTimeText } from '../../../components/time.ts'
import { whole } from '../../../components/whole.ts'
import table from '../../../components/PlainTable.module.css'
import { useMayExchange } from '../shared/standing.ts'
import layout from '../../../components/layout.module.css'
import classes from '../shared/exchange.module.css'
import { StateMark } from '../shared/StateMark.tsx'
import { usePackageActions } from '../shared/usePackageActions.ts'
import { bytesText, countsText, kindLabels, recordsOf, registerLabel } from '../shared/words.ts'

/** One package; opened it tells what was in it and what the receiver said of it. */
export function PackageLine({ row, opened, onToggle }: { readonly row: PackageRow; readonly opened: boolean; readonly onToggle: () => void }): ReactNode {
  const id = useId()
  const mayExchange = useMayExchange()
  const { saveAgain, running } = usePackageActions()
  const name = `${kindLabels[row.kind]} ${row.number}`
  return (
    <>
      <tr data-opened={opened || undefined}>
        <td>
          <ActionIcon
            size="1.25rem"
            aria-label={`${opened ? '收起' : '展开'}：${row.unitName} ${name}`}
            aria-expanded={opened}
            aria-controls={opened ? id : undefined}
            onClick={onToggle}
          >
            {opened ? <IconChevronDown size={15} aria-hidden /> : <IconChevronRight size={15} aria-hidden />}
          </ActionIcon>
        </td>
        <td>{row.unitName}</td>
        <td className={table['nowrap']}>{kindLabels[row.kind]}</td>
        <td data-number>{row.number}</td>
        <td className={table['nowrap']}>{dateTimeText(row.madeAt)}</td>
        <td className={table['nowrap']}>{dateTimeText(row.handledAt)}</td>
        <td data-number>{whole.format(recordsOf(row.counts))}</td>
        <td>
          <StateMark state={row.state} kind={row.kind} saved={row.saved} />
          {row.saved === false && row.kept && mayExchange && (
            <Button
              size="compact-sm"
              ml="xs"
              aria-label={`保存文件：${row.unitName} ${name}`}
              loading={running}
              onClick={() => {
                void saveAgain(row.id)
              }}
            >
              保存文件
            </Button>
          )}
        </td>
      </tr>
      {opened && (
        <tr id={id}>
          <td />
          <td colSpan={7}>
            <PackageDetail row={row} />
          </td>
        </tr>
      )}
    </>
  )
}

function PackageDetail({ row }: { readonly row: PackageRow }): ReactNode {
  const mayExchange = useMayExchange()
  const { undo, saveReceipt, saveAgain, running } = usePackageActions()
  const received = row.direction === 'in' && (row.kind === 'changes' || row.kind === 'baseline') && row.state !== 'refused'
  return (
    <div className={classes['detail']}>
      <dl className={classes['facts']}>
        <div>
          <dt>内容</dt>
          <dd>{countsText(row.counts)}</dd>
        </div>
        <div>
          <dt>文件</dt>
          <dd>
            {row.file}（{bytesText(row.bytes)}）
          </dd>
        </div>
      </dl>
      {row.sha256 !== '' && (
        <Detailed>
          文件校验值（sha256，可以用别的程序核对）：<code>{row.sha256}</code>
        </Detailed>
      )}
      {row.kept && row.saved !== false && mayExchange && (
        <div className={layout['buttons']}>
          <Button
            size="compact-sm"
            variant="default"
            loading={running}
            onClick={() => {
              void saveAgain(row.id)
            }}
          >
            再保存一份
          </Button>
        </div>
      )}
      {row.direction === 'out' && (row.kind === 'changes' || row.kind === 'baseline') && <Receipt receipt={row.receipt} state={row.state} />}
      {received && row.state === 'undone' && (
        <p className={classes['sentence']}>已经撤销：以前交给对方的回执不对了。新回执告诉对方这里没有这些数据，对方下一次会重新带上。</p>
      )}
      {received && mayExchange && (
        <div className={layout['buttons']}>
          <Button
            size="compact-sm"
            variant="default"
            loading={running}
            onClick={() => {
              void saveReceipt(row.id)
            }}
          >
            {row.state === 'undone' ? '写一份新回执' : '再存一份回执'}
          </Button>
          {row.state === 'applied' && row.changeSet !== null && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              onClick={() => {
                void undo(row.id, `${row.unitName}的${kindLabels[row.kind]} ${row.number}`)
              }}
            >
              撤销这次合并
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

function Receipt({ receipt, state }: { readonly receipt: PackageRow['receipt']; readonly state: PackageRow['state'] }): ReactNode {
  if (receipt === null)
    return (
      <p className={classes['sentence']}>
        {state === 'overdue' ? '已经很久没有收到回执：请问一问对方是不是接收了。没有接收也不要紧，下一次发送会连同这次的内容一起带上。' : '还没有收到回执。'}
      </p>
    )
  return (
    <>
      <p className={classes['sentence']}>
        {dateTimeText(receipt.at)} {receipt.by}接收：合并 {whole.format(receipt.applied)} 条，冲突 {whole.format(receipt.conflicts)} 处，作为建议{' '}
        {whole.format(receipt.proposals)} 条，拒绝 {whole.format(receipt.rejected.length)} 条。
      </p>
      {receipt.rejected.length > 0 && (
        <table className={table['table']} aria-label="对方拒绝的记录">
          <thead>
            <tr>
              <th scope="col">台账</th>
              <th scope="col">名称</th>
              <th scope="col">拒绝的原因</th>
            </tr>
          </thead>
          <tbody>
            {receipt.rejected.map((rejected) => (
              <tr key={`${rejected.register} ${rejected.title} ${rejected.reason}`}>
                <td className={table['nowrap']}>{registerLabel(rejected.register)}</td>
                <td>{rejected.title}</td>
                <td>{rejected.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
