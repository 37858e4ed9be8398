import { useState } from 'react'
import type { ReactNode } from 'react'
import type { NodeReport, ProjectProgressNode } from '#core/features/projects/contract.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { AttachmentsTab } from '../attachments/AttachmentsTab.tsx'
import classes from './projects.module.css'
import { percentText } from './words.ts'

const REPORT = 'node_progress'

/** The photos of one step of the work beside its figures: those of each report by its day, looked at and added where they stand. */
export function NodePhotos({ node, reports }: { readonly node: ProjectProgressNode; readonly reports: readonly NodeReport[] }): ReactNode {
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = reports.find(({ id }) => id === chosen) ?? reports.find(({ photos }) => photos > 0) ?? reports[0]
  return (
    <aside className={classes['photos']} aria-label={`${node.name}的照片`}>
      <h2>{node.name}的照片</h2>
      {shown === undefined ? (
        <EmptyState title="这道工序还没有填报过进度" hint="在“项目进度”的“填报进度”里填一次，照片就附在那一次上。" />
      ) : (
        <>
          <ul className={classes['reports']} aria-label="各次填报">
            {reports.map((report) => (
              <li key={report.id}>
                <button type="button" aria-pressed={report.id === shown.id} title={report.words ?? undefined} onClick={() => setChosen(report.id)}>
                  <span>{report.asOf}</span>
                  <span>{percentText(report.completion)}%</span>
                  <span>{photosText(report.photos)}</span>
                </button>
              </li>
            ))}
          </ul>
          <AttachmentsTab key={shown.id} register={REPORT} record={shown.id} />
        </>
      )}
    </aside>
  )
}

export const photosText = (count: number): string => (count === 0 ? '没有照片' : `${count} 张`)
