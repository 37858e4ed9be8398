import { useCallback } from 'react'
import type { FieldValue } from '#core/catalogue/types.ts'
import { useClient } from '../../../bridge/client.tsx'
import { notifyDone } from '../../../bridge/notify.tsx'

/** Says that a household was saved, or, where another office is in charge, that the change goes there as a proposal. */
export function useTellSaved(): (village: FieldValue | undefined) => void {
  const client = useClient()
  return useCallback((village) => {
    const asked = typeof village === 'string' ? client.exchange.inCharge({ village }).catch(() => null) : Promise.resolve(null)
    void asked.then((unit) => {
      if (unit === null) notifyDone('已保存')
      else notifyDone('已记为修改建议', `本村由${unit.unitName}负责；下次发送时带过去，对方采纳以后才改。`)
    })
  }, [client])
}
