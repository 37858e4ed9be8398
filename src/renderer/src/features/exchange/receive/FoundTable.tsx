import { Badge, VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FoundPackage, Place } from '#core/features/exchange/contract.ts'
import { dateTimeText } from '../../../components/time.ts'
import { whole } from '../../../components/whole.ts'
import table from '../../../components/PlainTable.module.css'
import layout from '../../../components/layout.module.css'
import classes from '../shared/exchange.module.css'
import { bytesText, foundLabels, kindLabels } from '../shared/words.ts'

/** A package and where it was found. */
export interface FoundHere {
  readonly place: Place
  readonly package: FoundPackage
}

const colors: Readonly<Record<FoundPackage['status'], string>> = {
  new: 'green',
  applied: 'gray',
  older: 'gray',
  own: 'ink',
  sealed: 'amber',
  unreadable: 'gray',
}

/** Packages found: from whom, when made, whether there is something new in it. */
export function FoundTable({
  found,
  chosen,
  onChoose,
}: {
  readonly found: readonly FoundHere[]
  readonly chosen: string | null
  readonly onChoose: (file: string) => void
}): ReactNode {
  return (
    <table className={table['table']} aria-label="找到的文件">
      <thead>
        <tr>
          <th scope="col" style={{ width: '2rem' }}>
            <VisuallyHidden>选择</VisuallyHidden>
          </th>
          <th scope="col">来自</th>
          <th scope="col">种类</th>
          <th scope="col" data-number>
            编号
          </th>
          <th scope="col">制作时间</th>
          <th scope="col" data-number>
            记录
          </th>
          <th scope="col">情况</th>
          <th scope="col">文件</th>
        </tr>
      </thead>
      <tbody>
        {found.map(({ place, package: one }) => (
          <tr key={`${place.id} ${one.file}`} className={classes['pickable']} data-chosen={chosen === one.file || undefined} onClick={() => onChoose(one.file)}>
            <td>
              <input type="radio" name="package" aria-label={`选择 ${one.name}`} checked={chosen === one.file} onChange={() => onChoose(one.file)} />
            </td>
            <td>{one.sender === null ? '—' : `${one.sender.unitName}　${one.sender.label}`}</td>
            <td className={table['nowrap']}>{one.kind === null ? '—' : kindLabels[one.kind]}</td>
            <td data-number>{one.number ?? '—'}</td>
            <td className={table['nowrap']}>{one.madeAt === null ? '—' : dateTimeText(one.madeAt)}</td>
            <td data-number>{one.records === null ? '—' : whole.format(one.records)}</td>
            <td>
              <Badge color={colors[one.status]}>{foundLabels[one.status]}</Badge>
              {one.note !== null && <div className={layout['note']}>{one.note}</div>}
            </td>
            <td title={one.name}>
              <div className={table['file']}>{one.name}</div>
              <div className={layout['note']}>
                {place.label}　{bytesText(one.bytes)}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
