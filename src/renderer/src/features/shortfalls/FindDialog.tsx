/** Which place and which year are compared with the standards, how far it is, and what came of it. */
import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { FieldDefinition } from '#core/catalogue/types.ts'
import { foundShape, type FoundAnswer } from '#core/features/shortfalls/contract.ts'
import { useClient } from '../../bridge/client.tsx'
import { isEnded, useJob, useRunJob } from '../../components/jobs/useJobs.ts'
import { Field } from '../../fields/Field.tsx'
import { useSession } from '../../session/useSession.tsx'
import { JobProgress } from '../../components/jobs/JobProgress.tsx'
import { useChosenDivision } from '../records/DivisionTree.tsx'
import { useRefresh } from '../records/useRefresh.ts'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import { FoundAccount } from './FoundAccount.tsx'

const PLACE: FieldDefinition = { key: 'division', label: '地方', type: 'division', required: true, hint: '村，或者乡镇、县里的全部村。' }
const YEAR: FieldDefinition = { key: 'year', label: '年度', type: 'year', required: true, minimum: 2000, maximum: 2100 }

interface Told {
  readonly answer: FoundAnswer
  readonly dryRun: boolean
}

export function FindDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { year: workYear, unit } = useSession()
  const [chosen] = useChosenDivision()
  const [division, setDivision] = useState<string | null>(chosen ?? unit.code.padEnd(12, '0'))
  const [year, setYear] = useState<number | null>(workYear)
  const [id, setId] = useState<string | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  const client = useClient()
  const run = useRunJob()
  const refresh = useRefresh()
  const job = useJob(id)
  const running = id !== null && (job === undefined || !isEnded(job))
  const ready = division !== null && year !== null && !running
  const find = async (dryRun: boolean): Promise<void> => {
    if (division === null || year === null || running) return
    setTold(null)
    const started = client.shortfalls.find({ division, year, dryRun })
    void started.then(({ job: begun }) => setId(begun)).catch(() => undefined)
    const done = await run(started)
    setId(null)
    if (done === null) return
    setTold({ answer: foundShape.parse(done.result), dryRun })
    if (!dryRun) refresh('shortfall')
  }
  return (
    <Dialog onClose={onClose} title="按标准查短板" size={600}>
      <DialogForm
        label="查短板"
        ready={ready}
        running={running}
        onDo={() => find(false)}
        onCancel={onClose}
        cancelLabel="关闭"
        others={
          <Button
            variant="default"
            disabled={!ready || running}
            onClick={() => {
              void find(true)
            }}
          >
            只看有多少
          </Button>
        }
      >
        <Text size="sm" c="gray.7">
          把这个地方的年度信息和当年的达标标准逐项比对，没有达到的写成短板。没有填的数据不算短板；已经登记的、有人删掉的不再写；不替人销号。
        </Text>
        <Field
          field={PLACE}
          value={division}
          labelPosition="above"
          autoFocus
          onChange={(value) => {
            setDivision(typeof value === 'string' ? value : null)
            setTold(null)
          }}
        />
        <Field
          field={YEAR}
          value={year}
          labelPosition="above"
          onChange={(value) => {
            setYear(typeof value === 'number' ? value : null)
            setTold(null)
          }}
        />
        {running && <JobProgress job={job} title="按标准查短板" />}
        {told !== null && <FoundAccount {...told} />}
      </DialogForm>
    </Dialog>
  )
}
