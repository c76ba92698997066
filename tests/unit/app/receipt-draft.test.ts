import { describe, expect, it } from 'vitest'
import {
  type DraftLine,
  needlesOf,
  problemOfLine,
  withPack,
} from '../../../src/app/(staff)/stock/receive/receipt-draft.ts'

const pack = (more: object = {}) => ({
  ...{ kind: 'pack' as const, productId: 'p', productName: 'Heron', size: '0.30 × 60 mm', lotNumber: 'A' },
  ...{ expiryDate: '2033-01-31', serial: null, needles: 100, otherCount: null, setAside: null, doubts: [], raw: 'x' },
  ...more,
})
const scanned = (...packs: object[]) =>
  packs.reduce<DraftLine[]>((drafts, one) => withPack(drafts, pack(one)).drafts, [])

describe('a delivery on screen while it is scanned', () => {
  it('counts packs, and says what was heard', () => {
    expect(withPack(scanned({}), pack()).heard).toEqual({ what: 'one-more', name: 'Heron', lot: 'A', packs: 2 })
    expect(scanned({}, {}).map(needlesOf)).toEqual([200])
  })

  it('keeps what somebody typed into a line when one more of it is scanned', () => {
    const typed = scanned({}).map((draft) => ({ ...draft, packs: '7', each: '90' }))
    const { drafts } = withPack(typed, pack())
    expect(drafts).toMatchObject([{ packs: '8', each: '90' }])
  })

  it('lets nothing through of which nobody has read the last day or the number of needles', () => {
    const problems = (more: object) => scanned(more).map(problemOfLine)
    expect(problems({})).toEqual([null])
    expect(problems({ expiryDate: null })).toEqual(['expiry'])
    expect(problems({ needles: null })).toEqual(['needles'])
  })

  it('a pack with a number of its own is counted once', () => {
    const once = scanned({ serial: 'S1' })
    const again = withPack(once, pack({ serial: 'S1' }))
    expect(again.heard.what).toBe('same-pack')
    expect(again.drafts).toEqual(once)
  })
})
