/** The quick find over all registers, register by register, as long as somebody waits for it. */
import { setImmediate } from 'node:timers/promises'
import { askerOf, mayAnywhere, type AskingUser } from '../../access/asker.ts'
import { foundQuickly } from '../../catalogue/derive/screen.ts'
import { registerOf } from '../../catalogue/index.ts'
import { AppError } from '../../errors.ts'
import { SharedWalks } from '../../registers/walks.ts'
import type { Choice } from '../../registers/records.ts'
import type { Office } from '../../runtime.ts'
import { Told } from '../../store/index.ts'

/** A record that was found, and where. */
export interface QuickHit extends Choice {
  readonly register: string
}

/**
 * The records nearest to a text, at most `limit` of each register that the user may read, in the order of the menu. What nobody waits for any more is
 * not begun: the next key called it off (CANCELLED).
 */
export async function findQuickly(
  office: Pick<Office, 'records' | 'unit'>,
  user: AskingUser,
  { text, limit }: { readonly text: string; readonly limit: number },
  signal?: AbortSignal,
): Promise<QuickHit[]> {
  if (text.trim() === '') return []
  const hits: QuickHit[] = []
  const [walks, told] = [new SharedWalks(), new Told()]
  const asker = askerOf(user, office.unit.code)
  for (const { register } of foundQuickly()) {
    if (!mayAnywhere(asker, registerOf(register), 'read')) continue
    await requireWaiting(signal)
    const choices = await office.records.choicesSoon(user, { register, text, limit, walks }, signal, told)
    hits.push(...choices.map((choice) => ({ ...choice, register })))
  }
  return hits
}

/** The records nearest to a text to choose from; not begun where nobody waits for them any more (CANCELLED). */
export async function chooseFrom(
  office: Pick<Office, 'records'>,
  user: AskingUser,
  request: Parameters<Office['records']['choices']>[1],
  signal?: AbortSignal,
): Promise<Choice[]> {
  await requireWaiting(signal)
  return office.records.choicesSoon(user, request, signal)
}

/** News of the asker being gone is heard between two questions. */
async function requireWaiting(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate()
  if (signal?.aborted === true) throw new AppError('CANCELLED', '已改为查找别的内容。', '')
}
