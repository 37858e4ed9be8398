/** Freezing a frame: from which records, how many of each part; what it would hold stands beside it before it is kept. */
import { Button, Group, NativeSelect, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { fieldOf, isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '#core/catalogue/types.ts'
import { dividingFields, drawable } from '#core/draws/choices.ts'
import { DRAW_METHODS, FIRST_METHOD } from '#core/draws/methods.ts'
import { ruleInWords, type SizeRule } from '#core/draws/size.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { whereOf } from '../../components/FilterBar/clauses.ts'
import type { FilterCondition } from '../../components/FilterBar/conditions.ts'
import { FilterBar } from '../../components/FilterBar/FilterBar.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { Field } from '../../fields/Field.tsx'
import { useEnterToNext } from '../../keyboard/enterToNext.ts'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { useSession } from '../../session/useSession.tsx'
import { useGo } from '../../router/navigation.ts'
import { Panel } from '../home/Panel.tsx'
import { useRefresh } from '../records/useRefresh.ts'
import { StrataTable } from './StrataTable.tsx'

const { level: _, ...anyLevel } = fieldOf('draw', 'place')
const WITHIN: FieldDefinition = { ...anyLevel, label: '范围', required: false, hint: '不填是负责的全部。' }

const RULES = [
  { value: 'number', label: '每层抽同样多' },
  { value: 'percent', label: '每层按百分比抽' },
  { value: 'exit_check', label: '退出核查的规定' },
] as const
type RuleKind = (typeof RULES)[number]['value']

export function NewDrawScreen(): ReactNode {
  const [name, setName] = useState('')
  const [register, setRegister] = useState<RegisterDefinition>(() => registerOf(drawable[0] ?? ''))
  const [within, setWithin] = useState<{ code: string | null; title: string }>({ code: null, title: '' })
  const [conditions, setConditions] = useState<readonly FilterCondition[]>([])
  const [divideBy, setDivideBy] = useState('')
  const { year } = useSession()
  const [kind, setKind] = useState<RuleKind>('number')
  const [amount, setAmount] = useState<number | string>(10)
  const [reserves, setReserves] = useState<number | string>(0)
  const [method, setMethod] = useState(FIRST_METHOD)
  const [again, setAgain] = useState('')
  const client = useClient()
  const go = useGo()
  const refresh = useRefresh()
  const freezing = useCommand(client.draws.freeze, { inline: true })
  const rule = ruleOf(kind, amount)
  const frame = {
    register: register.name,
    where: whereOf(register, conditions, year) ?? {},
    reserves: typeof reserves === 'number' ? reserves : 0,
    method,
    ...(within.code === null ? {} : { within: within.code }),
    ...(divideBy === '' ? {} : { divideBy }),
  }
  const preview = useQuery({
    ...useApi().draws.frame.queryOptions({ input: { ...frame, rule: rule ?? { by: 'exit_check' } } }),
    enabled: rule !== null,
    retry: false,
  })
  const save = async (): Promise<void> => {
    if (rule === null || name.trim() === '') return
    const made = await freezing.run({ ...frame, rule, name: name.trim(), ...(again.trim() === '' ? {} : { again: again.trim() }) })
    if (made === null) return
    refresh('draw')
    go(`/draws/${made.id}`, undefined, true)
  }
  const submit = (): void => {
    void save()
  }
  useShortcut('save', submit)
  const enter = useEnterToNext(submit)
  return (
    <Page
      header={
        <PageHeader
          title="定抽取名单"
          actions={
            <Group gap="xs">
              <Button variant="default" onClick={() => go('/draws')}>
                取消
              </Button>
              <Button title="Ctrl+S" loading={freezing.running} disabled={rule === null || name.trim() === ''} onClick={submit}>
                定下名单
              </Button>
            </Group>
          }
        />
      }
    >
      {freezing.error !== null && <ErrorPanel error={freezing.error} />}
      <Group align="flex-start" gap="md" wrap="nowrap" grow preventGrowOverflow={false}>
        <Panel title="从哪里抽、抽多少">
          <Stack gap="sm" {...enter}>
            <TextInput label="名称" required maxLength={80} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
            <NativeSelect
              label="从哪个台账抽"
              value={register.name}
              data={drawable.map((one) => ({ value: one, label: registerOf(one).label }))}
              onChange={(event) => {
                const chosen = event.currentTarget.value
                if (!isRegisterName(chosen)) return
                setRegister(registerOf(chosen))
                setConditions([])
                setDivideBy('')
              }}
            />
            <Field
              field={WITHIN}
              labelPosition="above"
              value={within.code}
              valueTitle={within.title}
              onChange={(value, title) => setWithin({ code: typeof value === 'string' ? value : null, title: title ?? '' })}
            />
            <NativeSelect
              label="分层"
              description="每一层各抽各的。"
              value={divideBy}
              data={[{ value: '', label: '不分层' }, ...dividingFields(register).map(({ key, label }) => ({ value: key, label: `按${label}` }))]}
              onChange={(event) => setDivideBy(event.currentTarget.value)}
            />
            <NativeSelect
              label="抽多少"
              value={kind}
              data={[...RULES]}
              onChange={(event) => setKind(RULES.find(({ value }) => value === event.currentTarget.value)?.value ?? kind)}
            />
            <NativeSelect
              label="怎样抽"
              description="两种都能照随机数重抽一遍核对。"
              value={method}
              data={DRAW_METHODS.map(({ key, label }) => ({ value: key, label }))}
              onChange={(event) => setMethod(event.currentTarget.value)}
            />
            {kind !== 'exit_check' && (
              <NumberInput label={kind === 'number' ? '每层几个' : '百分之几'} min={1} allowDecimal={false} value={amount} onChange={setAmount} />
            )}
            <NumberInput label="每层备选几个" min={0} allowDecimal={false} value={reserves} onChange={setReserves} />
            <Textarea
              label="同一名单再抽的理由"
              description="同样的名单抽过的才要写。"
              maxLength={400}
              value={again}
              onChange={(event) => setAgain(event.currentTarget.value)}
              autosize
              minRows={1}
            />
          </Stack>
        </Panel>
        <Panel title="名单" detail={preview.data === undefined ? undefined : `${preview.data.size} 条`}>
          <Stack gap="sm">
            <FilterBar register={register} conditions={conditions} onConditionsChange={setConditions} />
            {rule !== null && <Text size="sm">{ruleInWords(rule)}。</Text>}
            {preview.error !== null && <ErrorPanel error={preview.error} />}
            {preview.data !== undefined && <StrataTable strata={preview.data.strata} />}
            <Text size="sm" c="gray.7">
              定下以后，名单不再随台账变化；随机数在定下名单以后当众产生。
            </Text>
          </Stack>
        </Panel>
      </Group>
    </Page>
  )
}

function ruleOf(kind: RuleKind, amount: number | string): SizeRule | null {
  if (kind === 'exit_check') return { by: kind }
  if (typeof amount !== 'number' || amount < 1 || !Number.isInteger(amount)) return null
  if (kind === 'number') return { by: kind, count: amount }
  return amount > 100 ? null : { by: kind, percent: amount }
}
