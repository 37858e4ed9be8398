/** Records of another register begun for the chosen ones: a case for each household, with what is the same in all filled in once. */
import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { begunForRecordsOf, enteredForAll, type BegunRegister } from '#core/catalogue/derive/beginning.ts'
import { localDay } from '#core/rules/dates.ts'
import type { FieldDefinition } from '#core/catalogue/types.ts'
import type { Row } from '#core/shapes.ts'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import { Field } from '../../fields/Field.tsx'
import { Refusals, type Refused } from '../procedures/Refusals.tsx'
import { useMayWrite } from './useMayWrite.ts'
import { useRefresh } from './useRefresh.ts'

interface BatchBeginProps {
  /** The register of the chosen records. */
  readonly of: string
  readonly ids: readonly string[]
  readonly unit: string
  readonly onDone: () => void
}

/** A button for each register whose records may be begun for the chosen ones. */
export function BatchBegin(props: BatchBeginProps): ReactNode {
  return begunForRecordsOf(props.of).map((register) => <BeginButton key={register.name} register={register} {...props} />)
}

function BeginButton({ register, ...props }: BatchBeginProps & { readonly register: BegunRegister }): ReactNode {
  const [open, setOpen] = useState(false)
  const mayAdd = useMayWrite(register.name, 'insert')
  const { label } = register.begunFor
  if (!mayAdd) return null
  return (
    <>
      <Button size="compact-sm" variant="light" onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && (
        <Dialog onClose={() => setOpen(false)} title={`${label}（${props.ids.length} ${props.unit}）`} size={560}>
          <BeginForm register={register} {...props} onClose={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  )
}

/** What stands beside something that must be filled in; the rest is entered case by case. */
function askedFields(register: BegunRegister, of: string): readonly FieldDefinition[] {
  const fields = enteredForAll(register, of)
  const sections = new Set(fields.filter(({ required }) => required === true).map(({ section }) => section))
  return fields.filter(({ section }) => sections.has(section))
}

function initialValues(fields: readonly FieldDefinition[]): Row {
  const today = localDay(new Date())
  return Object.fromEntries(
    fields.flatMap(({ key, type, required, initial }) =>
      initial !== undefined ? [[key, initial]] : type === 'date' && required === true ? [[key, today]] : [],
    ),
  )
}

function BeginForm({
  register,
  of,
  ids,
  unit,
  onClose,
  onDone,
}: BatchBeginProps & { readonly register: BegunRegister; readonly onClose: () => void }): ReactNode {
  const fields = askedFields(register, of)
  const [values, setValues] = useState<Row>(() => initialValues(fields))
  const [problems, setProblems] = useState<Readonly<Record<string, string | null>>>({})
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const beginning = useCommand(useClient().records.begin, { inline: true })
  const refresh = useRefresh()
  const empty = fields.some(({ key, required }) => required === true && (values[key] ?? null) === null)
  const ready = !empty && !Object.values(problems).some((problem) => problem !== null) && !beginning.running
  const begin = async (): Promise<void> => {
    if (!ready) return
    const entered = Object.fromEntries(fields.flatMap(({ key }) => (values[key] === undefined ? [] : [[key, values[key]]])))
    const answer = await beginning.run({ register: register.name, of, ids: [...ids], values: entered })
    if (answer === null) return
    refresh(register.name, of)
    if (answer.done.length > 0) notifyDone(register.begunFor.label, `新增 ${answer.done.length} ${register.screen?.counter ?? '条'}`)
    setRefused(answer.refused.map(({ id, title, message }) => ({ id, title, missing: [{ message }] })))
    if (answer.refused.length > 0) return
    onClose()
    onDone()
  }
  return (
    <DialogForm label={register.begunFor.label} ready={ready} running={beginning.running} error={beginning.error} onDo={begin} onCancel={onClose}>
      <Text size="sm" c="gray.7">
        为选中的 {ids.length} {unit}各新增一{register.screen?.counter ?? '条'}“{register.label}”。已经有的不重复新增，逐条说明。
      </Text>
      <Refusals refused={refused} />
      {fields.map((field, index) => {
        const title = values[`${field.key}$title`]
        return (
          <Field
            key={field.key}
            field={field}
            value={values[field.key]}
            valueTitle={typeof title === 'string' ? title : undefined}
            labelPosition="above"
            autoFocus={index === 0}
            onChange={(value, chosen) =>
              setValues((now) => ({ ...now, [field.key]: value, ...(chosen === undefined ? {} : { [`${field.key}$title`]: chosen }) }))
            }
            onProblem={(problem) => setProblems((now) => ({ ...now, [field.key]: problem }))}
          />
        )
      })}
    </DialogForm>
  )
}
