/** Saving a household that another office is in charge of: the change goes there as a proposal. */
import { useCallback } from 'react'
import type { FieldValue } from '#core/catalogue/types.ts'
import { useClient } from '../../../bridge/client.tsx'
import { notifyDone, notifyProposed } from '../../../bridge/notify.tsx'
import type { Saved } from '../../records/useSaveRecord.ts'

/** Asks which other unit is in charge of a village; null where this office is, or where nobody can say. */
export function useUnitElsewhere(): (village: FieldValue | undefined) => Promise<string | null> {
  const client = useClient()
  return useCallback(
    async (village) => {
      if (typeof village !== 'string') return null
      const unit = await client.exchange.inCharge({ place: village }).catch(() => null)
      return unit?.unitName ?? null
    },
    [client],
  )
}

/** Says that a household was saved, or that it was proposed to the unit in charge. */
export function tellSaved({ proposed }: Saved, elsewhere: string | null): void {
  if (elsewhere === null || !proposed) notifyDone('已保存')
  else notifyProposed(`本村由${elsewhere}负责`)
}
