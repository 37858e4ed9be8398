/**
 * Who a package is from: what the register of sites says of the key that signed it. What the header says of unit, name and label is only
 * shown where the site is not on file, which the answer to our own first request to take part alone may be.
 */
import { AppError } from '../errors.ts'
import { siteOfAuthor } from '../store/timeline.ts'
import type { Header, SiteCard } from './header.ts'
import { isAbove, isWithin, siteTitle, superiorOf, type Site } from './sites.ts'

/** Where a sender stands to our unit. */
export type Relation = 'above' | 'colleague' | 'below' | 'neighbour'

/** Where another unit stands to ours. */
export function relationOf(unit: string, ours: string): Relation {
  if (unit === ours) return 'colleague'
  if (isAbove(unit, ours)) return 'above'
  return isAbove(ours, unit) ? 'below' : 'neighbour'
}

/** Who we are, for those who write to us. */
export interface Self {
  readonly site: string
  readonly unit: string
}

/**
 * The header with the sender as the register of sites has it; everything that follows takes the sender from there. `signedBy` tells
 * whether a key signed the package. `answers` is the request of ours that waits for its answer. Throws FORBIDDEN with what is wrong.
 */
export function verifiedHeader(header: Header, self: Self, sites: readonly Site[], answers: string | null, signedBy: (key: string) => boolean): Header {
  const { sender } = header
  if (sender.site === self.site) throw new AppError('FORBIDDEN', '这是本机自己制作的数据包，不用接收。', '请把它交给对方；要接收的是对方给的文件。')
  if (!header.receivers.some((receiver) => receiver.site === self.site)) {
    throw new AppError('FORBIDDEN', '这个数据包不是给本机的，没有合并。', '请核对是否拿错了文件，或让对方选择本机为收件单位重新制作。')
  }
  if (siteOfAuthor(sender.author) !== sender.site) throw new AppError('FORBIDDEN', '数据包里写的发送站点前后不一致，没有合并。', '请让对方重新制作数据包。')
  const known = sites.find((site) => site.id === sender.site)
  if (known === undefined) refuseUnknown(header, self, sites, answers)
  else {
    if (known.state === 'withdrawn') throw withdrawnSender(known, self, sites)
    if (known.unit !== sender.unit) {
      throw new AppError(
        'FORBIDDEN',
        `数据包里写的发送单位是 ${sender.unit}，站点名单里“${siteTitle(known)}”的单位是 ${known.unit}，没有合并。`,
        '请向对方核实这个文件是不是它做的；单位真的变了的，请它重新制作加入申请，交给上级登记。',
      )
    }
  }
  if (!signedBy(known?.signingKey ?? sender.signingKey)) {
    throw new AppError(
      'FORBIDDEN',
      `数据包的签名与“${known?.unitName ?? sender.unitName}”登记的不符，可能被改动或冒充，没有合并。`,
      '请让对方重新制作；对方换过密钥的，请先接收上级的数据包。',
    )
  }
  const relation = relationOf(known?.unit ?? sender.unit, self.unit)
  if (header.kind === 'admission' && relation !== 'above' && relation !== 'colleague') {
    throw new AppError('FORBIDDEN', `“${known?.unitName ?? sender.unitName}”不是本单位的上级，没有接受它的登记文件。`, '请核对文件来源。')
  }
  if (known === undefined) return header
  const { unit, unitName, label, signingKey, sealingKey } = known
  // A unit may have been renamed since; what it is called here the register of sites says.
  return { ...header, sender: { ...sender, unit, unitName, label, signingKey, sealingKey } }
}

/** A site that is not on file is believed once only: where nobody is on file yet, as the answer to our own request. */
function refuseUnknown(header: Header, self: Self, sites: readonly Site[], answers: string | null): void {
  const { sender } = header
  if (header.kind !== 'admission') {
    // Files lie side by side on the stick, and the large one is easily taken first.
    const action =
      answers === null ? '请让它先申请加入；已经登记的，请先接收一次上级的数据包。' : '本机的加入申请还没有办完：请先接收上级给的登记文件，再接收这个数据包。'
    throw new AppError('FORBIDDEN', `发送方“${siteTitle(sender)}”没有登记过，没有合并。`, action)
  }
  if (answers === null || answers !== header.answers)
    throw new AppError('FORBIDDEN', '这份登记文件不是对本机申请的答复，没有接受。', '请重新制作加入申请，交给上级登记。')
  const voucher = sites.find((site) => site.id !== self.site && site.state === 'admitted' && (site.unit === self.unit || isAbove(site.unit, self.unit)))
  if (voucher !== undefined) {
    throw new AppError(
      'FORBIDDEN',
      `这份登记文件是站点名单里没有的“${siteTitle(sender)}”做的，没有接受。`,
      `请交给名单里的“${siteTitle(voucher)}”登记；上级换了电脑的，请先接收一次名单里的站点发来的数据包。`,
    )
  }
}

/**
 * What the answer to a first request must bring, or nothing of it is kept: the site that sent it as it introduced itself, with nobody above
 * it, and this site with its own keys. Whatever else it says of others rests on the same word.
 */
export function requireOwnAdmission(
  header: Header,
  brought: readonly Site[],
  own: Pick<SiteCard, 'site' | 'unit'> & { readonly signingKeys: readonly string[] },
): void {
  const refuse = (what: string): never => {
    throw new AppError('FORBIDDEN', `登记文件里${what}，没有接受。`, '请给上级打电话核对；需要时请它重新登记、重新做一份登记文件。')
  }
  const sender = brought.find((site) => site.id === header.sender.site)
  if (
    sender === undefined ||
    sender.state !== 'admitted' ||
    sender.unit !== header.sender.unit ||
    sender.signingKey !== header.sender.signingKey ||
    sender.sealingKey !== header.sender.sealingKey
  ) {
    return refuse('发送方的单位或密钥前后不一致')
  }
  if (superiorOf(brought, sender.unit) !== undefined) return refuse(`发送方“${siteTitle(sender)}”上面还有上级，站点只能由最上级登记`)
  const mine = brought.find((site) => site.id === own.site)
  if (mine === undefined || mine.state !== 'admitted' || mine.unit !== own.unit || !own.signingKeys.includes(mine.signingKey))
    return refuse('没有本机，或本机的单位、密钥不对')
}

/** Who withdrew it can admit it again: the office that nobody is above. */
function withdrawnSender(site: Site, self: Self, sites: readonly Site[]): AppError {
  const here = isWithin(site.unit, self.unit) && superiorOf(sites, self.unit) === undefined
  return new AppError(
    'FORBIDDEN',
    `发送方“${site.unitName}${site.label}”已经${here ? '由本单位' : ''}停用，没有合并。`,
    here ? '要继续和它交换，请让它重新制作加入申请，在“站点”里再登记一次；然后让它重新制作数据包。' : '请联系上级单位。',
  )
}
