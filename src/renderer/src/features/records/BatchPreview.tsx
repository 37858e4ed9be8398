/** What a batch would change, before it does: old and new value of each record, and how many hold the value already. */
import { Loader, ScrollArea, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition } from '#core/catalogue/types.ts'
import type { Row } from '#core/shapes.ts'
import { useApi } from '../../bridge/client.tsx'
import { displayField, displayValue } from '../../fields/display.ts'
import classes from './records.module.css'

/** A field to be changed, by the key of its column. */
export interface BatchField {
  readonly key: string
  readonly label: string
  readonly section: string
  readonly field: FieldDefinition
  readonly isFact: boolean
}

/** Records looked at before a batch; of more the first of them. */
const MOST_LOOKED_AT = 5000
/** Lines shown. */
const MOST_SHOWN = 100

export interface BatchPreviewProps {
  readonly register: string
  readonly ids: readonly string[]
  readonly unit: string
  readonly year: number
  readonly fields: readonly BatchField[]
  /** New values by key of the column, with `<key>$title` beside references. */
  readonly values: Row
}

export function BatchPreview({ register, ids, unit, year, fields, values }: BatchPreviewProps): ReactNode {
  const more = fields.filter(({ isFact }) => isFact).map(({ key }) => key)
  const looked = ids.slice(0, MOST_LOOKED_AT)
  const query = useQuery(
    useApi().records.query.queryOptions({
      input: { register, where: { id: { in: [...looked] } }, limit: MOST_LOOKED_AT, ...(more.length === 0 ? {} : { more, year }) },
    }),
  )
  if (query.data === undefined) return <Loader size="xs" role="status" aria-label="正在读取现在的值" />
  const { rows } = query.data
  const isSame = (row: Row): boolean => fields.every(({ key }) => (row[key] ?? null) === (values[key] ?? null))
  const changing = rows.filter((row) => !isSame(row))
  const definition = registerOf(register)
  const title = definition.fields.find(({ key }) => key === definition.title)
  return (
    <section aria-label="修改前后">
      <Text size="sm" mb={4}>
        {`会改 ${changing.length} ${unit}`}
        {changing.length < rows.length ? `，另有 ${rows.length - changing.length} ${unit}原来就是这样` : ''}
        {looked.length < ids.length ? `（只看了前 ${MOST_LOOKED_AT} ${unit}）` : ''}
      </Text>
      <ScrollArea.Autosize mah={180} type="auto" viewportProps={{ tabIndex: 0 }}>
        <table className={classes['preview']}>
          <thead>
            <tr>
              <th scope="col">{title?.label ?? definition.label}</th>
              {fields.map(({ key, label }) => (
                <th key={key} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {changing.slice(0, MOST_SHOWN).map((row) => (
              <tr key={String(row['id'])}>
                <td>{title === undefined ? '' : displayField(title, row, year)}</td>
                {fields.map((one) => (
                  <td key={one.key}>
                    <OldAndNew field={one} row={row} values={values} year={year} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea.Autosize>
      {changing.length > MOST_SHOWN && (
        <Text size="xs" c="gray.7">
          只列出前 {MOST_SHOWN} {unit}
        </Text>
      )}
    </section>
  )
}

function OldAndNew({
  field: { key, field },
  row,
  values,
  year,
}: {
  readonly field: BatchField
  readonly row: Row
  readonly values: Row
  readonly year: number
}): ReactNode {
  const textOf = (of: Row): string => {
    const title = of[`${key}$title`]
    const text = typeof title === 'string' && title !== '' ? title : displayValue(field, of[key], year)
    return text === '' ? '（空白）' : text
  }
  const same = (row[key] ?? null) === (values[key] ?? null)
  if (same) return <span className={classes['previewSame']}>{textOf(row)}（不变）</span>
  return (
    <>
      <del>{textOf(row)}</del> → <ins>{textOf(values)}</ins>
    </>
  )
}
