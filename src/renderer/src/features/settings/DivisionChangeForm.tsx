import { Button, Group, Pill, SegmentedControl, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { FieldDefinition } from '#core/catalogue/types.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Field } from '../../fields/Field.tsx'
import table from '../../components/PlainTable.module.css'
import { useRefresh } from '../records/useRefresh.ts'
import classes from './divisionChanges.module.css'
import { MOVED } from './divisionChangeRegisters.ts'

type Way = 'into' | 'new' | 'rename'

const WAYS = [
  { value: 'into', label: '并入现有的村' },
  { value: 'new', label: '并成新村、换代码、划转' },
  { value: 'rename', label: '只改名' },
] as const satisfies readonly { value: Way; label: string }[]

const FORMER: FieldDefinition = { key: 'former', label: '原村', type: 'division', level: 'village' }
const INTO: FieldDefinition = { key: 'into', label: '并入', type: 'division', level: 'village' }
const ON: FieldDefinition = { key: 'on', label: '生效日期', type: 'date' }

interface Chosen {
  readonly code: string
  readonly name: string
}

/** Which villages become what, from which day and by which document; what goes along is counted before anything is done. */
export function DivisionChangeForm({ onClose }: { readonly onClose: () => void }): ReactNode {
  const client = useClient()
  const refresh = useRefresh()
  const [way, setWay] = useState<Way>('into')
  const [villages, setVillages] = useState<readonly Chosen[]>([])
  const [into, setInto] = useState<Chosen | null>(null)
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [on, setOn] = useState<string | null>(null)
  const [documentNo, setDocumentNo] = useState('')
  const [reason, setReason] = useState('')
  const applying = useCommand(client.succession.apply, { inline: true })
  const renaming = useCommand(client.succession.rename, { inline: true })
  const [first] = villages
  const target =
    way === 'into'
      ? into === null
        ? null
        : { village: into.code }
      : /^\d{12}$/.test(code.trim()) && name.trim() !== ''
        ? { code: code.trim(), name: name.trim() }
        : null
  const asked =
    way !== 'rename' && first !== undefined && target !== null && on !== null ? { villages: villages.map((one) => one.code), into: target, on } : null
  const isDocumented = on !== null && documentNo.trim() !== '' && reason.trim() !== ''
  const ready = isDocumented && (way === 'rename' ? first !== undefined && name.trim() !== '' : asked !== null)
  const error = applying.error ?? renaming.error
  const run = async (): Promise<void> => {
    if (!ready || on === null) return
    const document = { on, documentNo: documentNo.trim(), reason: reason.trim() }
    const done =
      way === 'rename'
        ? first === undefined
          ? null
          : await renaming.run({ village: first.code, name: name.trim(), ...document })
        : asked === null
          ? null
          : await applying.run({ ...asked, ...document })
    if (done === null) return
    refresh(...MOVED)
    notifyDone('区划变更已办理', 'moved' in done ? `带走 ${done.moved} 条记录；可在下面的清单里撤销` : '原名称记为曾用名')
    onClose()
  }
  return (
    <section className={classes['form']} aria-label="办理区划变更">
      {error !== null && <ErrorPanel error={error} />}
      <SegmentedControl
        size="xs"
        aria-label="怎样变更"
        value={way}
        data={[...WAYS]}
        onChange={(next) => {
          setWay(WAYS.find(({ value }) => value === next)?.value ?? 'into')
          setVillages((now) => (next === 'rename' ? now.slice(0, 1) : now))
        }}
      />
      <div className={classes['fields']}>
        <Field
          field={FORMER}
          value={null}
          onChange={(value, title) => {
            if (typeof value !== 'string' || villages.some((one) => one.code === value)) return
            const added = { code: value, name: title ?? value }
            setVillages(way === 'rename' ? [added] : [...villages, added])
          }}
        />
        <Group gap={4} aria-label="要变更的村">
          {villages.length === 0 && (
            <Text size="sm" c="gray.7">
              {way === 'rename' ? '选择要改名的村' : '选择一个或几个要变更的村'}
            </Text>
          )}
          {villages.map((one) => (
            <Pill
              key={one.code}
              withRemoveButton
              removeButtonProps={{ 'aria-label': `去掉${one.name}` }}
              onRemove={() => setVillages(villages.filter(({ code: other }) => other !== one.code))}
            >
              {one.name}
            </Pill>
          ))}
        </Group>
        {way === 'into' && (
          <Field
            field={INTO}
            value={into?.code ?? null}
            valueTitle={into?.name ?? ''}
            onChange={(value, title) => setInto(typeof value === 'string' ? { code: value, name: title ?? value } : null)}
          />
        )}
        {way === 'new' && (
          <TextInput
            label="新代码（12 位，前 9 位是所在乡镇的）"
            inputMode="numeric"
            maxLength={12}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        {way !== 'into' && <TextInput label="新名称" maxLength={100} value={name} onChange={(event) => setName(event.currentTarget.value)} />}
        <Field field={ON} value={on} onChange={(value) => setOn(typeof value === 'string' ? value : null)} />
        <TextInput label="文号" maxLength={60} value={documentNo} onChange={(event) => setDocumentNo(event.currentTarget.value)} />
        <TextInput label="原因" maxLength={200} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      </div>
      {asked !== null && <Preview asked={asked} />}
      <Group gap="xs" justify="flex-end">
        <Button variant="default" onClick={onClose}>
          取消
        </Button>
        <Button
          disabled={!ready}
          loading={applying.running || renaming.running}
          onClick={() => {
            void run()
          }}
        >
          {way === 'rename' ? '改名' : `变更所选 ${villages.length} 个村`}
        </Button>
      </Group>
    </section>
  )
}

type Asked = Parameters<ReturnType<typeof useClient>['succession']['preview']>[0]

/** What would go along and what would stay, village by village. */
function Preview({ asked }: { readonly asked: Asked }): ReactNode {
  const query = useQuery(useApi().succession.preview.queryOptions({ input: asked }))
  if (query.error !== null) return <ErrorPanel error={query.error} />
  if (query.data === undefined) return null
  const listed = (items: readonly { readonly label: string; readonly count: number }[]): string =>
    items.length === 0 ? '没有' : items.map(({ label, count }) => `${label} ${count}`).join('，')
  return (
    <table className={table['table']} aria-label="变更会带走什么">
      <thead>
        <tr>
          <th scope="col">原村</th>
          <th scope="col">跟着走</th>
          <th scope="col">留在原村名下</th>
        </tr>
      </thead>
      <tbody>
        {query.data.villages.map((one) => (
          <tr key={one.village}>
            <td>{one.name}</td>
            <td>{listed(one.goes)}</td>
            <td>{listed(one.stays)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
