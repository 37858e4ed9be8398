import { Button, Checkbox } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import { isHidden } from '#core/access/asker.ts'
import { isFurther } from '#core/catalogue/derive/listing.ts'
import { registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '#core/catalogue/types.ts'
import type { ReadyView } from '#core/features/records/contract.ts'
import { useTableLayout } from '../../components/DataTable/useTableLayout.ts'
import { askableOf } from '../../components/FilterBar/askable.ts'
import { FilterBar } from '../../components/FilterBar/FilterBar.tsx'
import { SavedViewsMenu } from '../../components/FilterBar/SavedViewsMenu.tsx'
import { useRegisterFilter } from '../../components/FilterBar/useRegisterFilter.ts'
import type { RegisterFilter } from '../../components/FilterBar/useRegisterFilter.ts'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { useApi } from '../../bridge/client.tsx'
import { MoneyUnitScope, MoneyUnitSwitch, useMoneyUnitOf } from '../../fields/moneyUnit.tsx'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { useGo } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { ListPrintMenu } from '../paper/PrintMenu.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { listColumns } from './listColumns.tsx'
import { narrowed } from './narrowed.ts'
import classes from './records.module.css'
import type { RegisterListProps } from './registerListProps.ts'
import { RegisterRows } from './RegisterRows.tsx'
import { useMayRead, useMayWrite } from './useMayWrite.ts'

/** The list of a register: search, conditions, columns, selection, batch edit, removal, export. */
export function RegisterList(props: RegisterListProps): ReactNode {
  const { screen, side } = props
  const register = registerOf(screen.register)
  const filter = useRegisterFilter(screen.register)
  const [removed, setRemoved] = useState(false)
  const question = useMemo(() => narrowed({ ...filter.question, ...(removed ? { deleted: true } : {}) }, props.where), [filter.question, removed, props.where])
  const mayWrite = useMayWrite(screen.register)
  const mayAdd = useMayWrite(screen.register, 'insert')
  const mayRemove = useMayWrite(screen.register, 'remove')
  const { year, user } = useSession()
  const { render, moreColumns } = props
  const mayRead = useMayRead()
  // What the user sees masked is offered neither as a condition nor as an order: the core refuses both.
  const rights = useMemo(() => ({ hidden: (of: RegisterDefinition, field: FieldDefinition) => isHidden(user, of, field), mayRead }), [user, mayRead])
  const askable = useMemo(() => askableOf(register, year, rights), [register, year, rights])
  const money = useMoneyUnitOf(screen.register)
  const columns = useMemo(
    () => listColumns(screen, { year, user, mayRead, moneyUnit: money.unit, render, more: moreColumns }),
    [screen, year, user, mayRead, money.unit, render, moreColumns],
  )
  const layout = useTableLayout(screen.register, columns)
  const go = useGo()
  const create = (): void => go(recordPath(screen.register, 'new'))
  useShortcut('new', create, mayAdd)
  const exported = layout.visible
    .map((column) => column.key)
    .filter((key) => register.fields.some((field) => field.key === key) || isFurther(register.name, key))
  const ready = useReadyViews(screen.register, filter)
  return (
    <MoneyUnitScope of={money}>
      <Page
        fixed
        header={
          <PageHeader
            title={screen.title}
            detail={props.detail}
            actions={
              <>
                {props.actions}
                <MoneyUnitSwitch />
                <ListPrintMenu question={question} disabled={removed} />
                <ExportMenu question={question} columns={exported} disabled={removed} />
                {mayAdd && (
                  <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={create} title="Ctrl+N 或 Alt+N">
                    新增
                  </Button>
                )}
              </>
            }
          />
        }
      >
        <div className={classes['split']}>
          {side}
          <div className={classes['main']}>
            <FilterBar
              register={register}
              fields={askable}
              rights={rights}
              text={filter.text}
              onTextChange={filter.setText}
              conditions={filter.conditions}
              onConditionsChange={filter.setConditions}
              preset={filter.preset}
              onPresetDrop={filter.dropPreset}
              searchPlaceholder={screen.search}
            >
              {mayRemove && register.appendOnly === undefined && (
                <Checkbox size="xs" label="已删除" checked={removed} onChange={(event) => setRemoved(event.currentTarget.checked)} />
              )}
              <SavedViewsMenu
                register={screen.register}
                conditions={filter.conditions}
                sort={filter.sortList}
                onApply={filter.applyView}
                ready={ready}
                questionOf={(view) => narrowed(filter.questionBehind(view.where), props.where)}
                onReady={({ key, name, where }) => filter.setPreset({ label: name, where, view: key })}
              />
            </FilterBar>
            <RegisterRows
              key={String(removed)}
              {...props}
              question={question}
              filter={filter}
              columns={columns}
              shown={layout.visible}
              askable={askable}
              removed={removed}
              mayWrite={mayWrite}
              mayRemove={mayRemove}
            />
          </div>
        </div>
      </Page>
    </MoneyUnitScope>
  )
}

/** The views that come with the program, for the year chosen; the one looked through goes along with the year. */
function useReadyViews(register: string, { preset, setPreset }: RegisterFilter): readonly ReadyView[] {
  const { year } = useSession()
  const has = (registerOf(register).screen?.views ?? []).length > 0
  const { data } = useQuery({ ...useApi().records.readyViews.queryOptions({ input: { register, year } }), enabled: has })
  const fresh = preset?.view === undefined ? undefined : data?.find(({ key }) => key === preset.view)
  useEffect(() => {
    if (preset !== null && fresh !== undefined && JSON.stringify(fresh.where) !== JSON.stringify(preset.where)) setPreset({ ...preset, where: fresh.where })
  }, [preset, fresh, setPreset])
  return data ?? []
}
