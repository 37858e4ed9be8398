import { Alert, Button, Loader } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import type { Row, Where } from '#core/shapes.ts'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { useAnnounce } from '../../components/LiveMessage.tsx'
import { registerColumns } from '../../components/DataTable/registerColumns.tsx'
import { EditableGrid } from '../../fields/EditableGrid.tsx'
import type { GridColumn } from '../../fields/EditableGrid.tsx'
import type { FieldMessages } from '../../fields/types.ts'
import { shortcutKeys } from '../../keyboard/shortcuts.ts'
import { ShareOut } from './ShareOut.tsx'
import { SuggestLines } from './SuggestLines.tsx'
import { wholesOf } from './shareOut.ts'
import { isBlank, typedFields, withShared, withCell, withCells, withInserted, withPasted, withRemoved, withReturned } from './lines.ts'
import classes from './records.module.css'
import { MOST_LINES } from './useLines.ts'
import type { LinesOfRegister } from './useLines.ts'

export interface LinesGridProps extends LinesOfRegister {
  readonly readOnly: boolean
  /** The record that the lines belong to, as it is being typed: its register and values. */
  readonly parent: { readonly register: string; readonly values: Row }
  /** Of the whole record, by path; those of these lines begin with `lines.<register>.`. */
  readonly messages: Readonly<Record<string, FieldMessages>>
  /** The message at this path no longer holds. */
  readonly onSettled: (path: string) => void
}

/** The lines of one register as a grid in their parent. */
export function LinesGrid(props: LinesGridProps): ReactNode {
  const { related, draft, change, readOnly, parent } = props
  const { register } = related
  const columns = useMemo(() => gridColumns(related), [related])
  const rows = useMemo(() => draft.lines.map(({ row }) => row), [draft])
  const announce = useAnnounce()
  const prefix = `lines.${register}.`
  const messages = useMemo(
    () => Object.fromEntries(Object.entries(props.messages).flatMap(([path, found]) => (path.startsWith(prefix) ? [[path.slice(prefix.length), found]] : []))),
    [props.messages, prefix],
  )
  const undo = (): void => {
    change(withReturned(draft))
    announce('已撤回删除的行')
  }
  if (props.waiting) return <Loader size="sm" role="status" aria-label={`正在读取${related.label}`} />
  return (
    <section className={classes['lines']} aria-label={related.label} data-lines>
      <h2>
        {related.label}
        <small>
          共 {draft.lines.length} {screenOf(register)?.counter ?? '条'}
        </small>
      </h2>
      {draft.base.length >= MOST_LINES && (
        <Alert color="amber">
          超过 {MOST_LINES} 行，这里只列出前 {MOST_LINES} 行；其余请在“{related.label}”台账里修改。
        </Alert>
      )}
      <EditableGrid
        label={related.label}
        columns={columns}
        rows={rows}
        rowKey={(_, index) => draft.lines[index]?.key ?? String(index)}
        idPrefix={`record-lines-${register}`}
        readOnly={readOnly}
        messages={messages}
        onCellChange={(at, key, value, title) => {
          change(withCell(draft, register, at, key, value, title), `${draft.lines[at]?.key ?? ''} ${key}`)
          props.onSettled(`${prefix}${at}.${key}`)
        }}
        onProblem={(_row, key, problem, line) => props.setProblem(line, key, problem)}
        onInsertRow={(after) => change(withInserted(draft, after, register))}
        whereOf={(_row, { field }) => offered(field, parent.values)}
        onRemoveRow={(at) => {
          change(withRemoved(draft, at))
          announce(`已删除第 ${at + 1} 行，按 ${shortcutKeys('grid-undo')} 撤回`)
        }}
        onCellsChange={(changes) => {
          change(withCells(draft, register, changes))
          for (const { row, key } of changes) props.onSettled(`${prefix}${row}.${key}`)
        }}
        onUndo={props.undo}
        onRedo={props.redo}
        onPaste={(from, values) => {
          const next = withPasted(draft, from, values, register)
          change(next)
          announce(`已贴入 ${values.length} 行`)
          return next.lines.slice(from).map(({ key }) => key)
        }}
        foot={
          !readOnly && (
            <>
              {draft.removed.length > 0 && (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  leftSection={<IconArrowBackUp size={14} aria-hidden />}
                  title={shortcutKeys('grid-undo')}
                  onClick={undo}
                >
                  撤回删除（{draft.removed.length} 行）
                </Button>
              )}
              {draft.lines.every((line) => isBlank(line, register)) && (
                <SuggestLines related={related} parent={parent.values} onSuggested={(suggested) => change(withPasted(draft, 0, suggested, register))} />
              )}
              <ShareOut
                related={related}
                rows={draft.lines.filter((line) => !isBlank(line, register)).map(({ row }) => row)}
                wholes={wholesOf(related, parent.register, parent.values)}
                onShared={(key, parts) => {
                  change(withShared(draft, key, parts, register))
                  draft.lines.forEach((_, at) => props.onSettled(`${prefix}${at}.${key}`))
                }}
              />
            </>
          )
        }
      />
    </section>
  )
}

/** Of the place, say, of the record that the lines belong to. */
function offered({ offeredBy: by }: GridColumn['field'], values: Row): Where | undefined {
  const said = by === undefined ? undefined : values[by]
  return by === undefined || said === undefined || said === null ? undefined : { [by]: said }
}

function gridColumns(related: LinesOfRegister['related']): readonly GridColumn[] {
  const widths = new Map(registerColumns(registerOf(related.register)).map(({ key, width }) => [key, width]))
  return typedFields(related).map((field) => ({ key: field.key, field, width: widths.get(field.key) ?? 120 }))
}
