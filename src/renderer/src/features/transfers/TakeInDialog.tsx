import { Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { fieldOf } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { PersonTransfer } from '#core/features/exchange/contract.ts'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import { Field } from '../../fields/Field.tsx'
import { Choice } from '../exchange/shared/Choice.tsx'
import { useRefreshAll } from '../exchange/shared/useRefreshAll.ts'
import { increaseFor } from './leaving.ts'

const household = { ...fieldOf('membership', 'household_id'), label: '迁入哪一户' }
const relation = fieldOf('membership', 'relation')
/** 户主, and 配偶 as what most who marry are. */
const [HEAD, SPOUSE] = ['01', '02']

interface TakeInDialogProps {
  readonly transfer: PersonTransfer
  readonly onClose: () => void
}

/** 接收一个人: into which household of the village, and as what. */
export function TakeInDialog(props: TakeInDialogProps): ReactNode {
  return (
    <Dialog onClose={props.onClose} title={`接收${props.transfer.name}`} size={480}>
      <TakeInForm {...props} />
    </Dialog>
  )
}

function TakeInForm({ transfer, onClose }: TakeInDialogProps): ReactNode {
  const client = useClient().exchange
  const refresh = useRefreshAll()
  const increaseReason = increaseFor(transfer.decreaseReason)
  const [own, setOwn] = useState(false)
  const [home, setHome] = useState<FieldValue>(null)
  const [title, setTitle] = useState<string | undefined>(undefined)
  const [as, setAs] = useState<FieldValue>(increaseReason === '05' ? SPOUSE : null)
  const [problem, setProblem] = useState<Readonly<Record<string, string | null>>>({})
  const taking = useCommand(client.settlePersonTransfer, { inline: true })
  const clear = Object.values(problem).every((one) => one === null)
  const ready = own || (clear && typeof home === 'string' && typeof as === 'string')
  const take = async (): Promise<void> => {
    if (!ready) return
    const into = own ? { household: null, relation: HEAD, increaseReason } : { household: String(home), relation: String(as), increaseReason }
    if ((await taking.run({ id: transfer.id, to: 'in', into })) === null) return
    notifyDone('已接收', own ? `${transfer.name}：自立一户` : `${transfer.name} → ${title ?? ''}户`)
    refresh()
    onClose()
  }
  return (
    <DialogForm label="接收" ready={ready} running={taking.running} error={taking.error} onDo={take} onCancel={onClose}>
      <Text size="sm">
        {transfer.name}从{transfer.fromName}迁到{transfer.toName}。接收以后由本单位管理，人口也算在{transfer.toName}；以往年度仍算在原来的户。
      </Text>
      <div role="radiogroup" aria-label="迁入哪里">
        <Choice name="home" checked={!own} onChoose={() => setOwn(false)} title="进已有的户" detail="本村的一户，如丈夫、子女那一户" />
        <Choice name="home" checked={own} onChoose={() => setOwn(true)} title="自立一户" detail="新建一户，他做户主；户的其他内容以后再填" />
      </div>
      {!own && (
        <>
          <Field
            field={household}
            value={home}
            valueTitle={title}
            where={{ village: transfer.toVillage }}
            onChange={(value, named) => {
              setHome(value)
              setTitle(named)
            }}
            onProblem={(text) => setProblem((now) => ({ ...now, home: text }))}
            labelPosition="above"
            autoFocus
          />
          <Field field={relation} value={as} onChange={setAs} onProblem={(text) => setProblem((now) => ({ ...now, as: text }))} labelPosition="above" />
        </>
      )}
    </DialogForm>
  )
}
