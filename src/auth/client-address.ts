import { BlockList, isIP } from 'node:net'

/** Set by the server itself from the connection, over whatever a caller sent under this name. */
export const PEER_HEADER = 'x-filiform-peer'

/**
 * Decides whose address limits count: the peer of the connection, or, when that is a trusted proxy, the last address in
 * X-Forwarded-For that is not one (L14). Anything a caller can write itself is ignored.
 */
export const clientAddress = (headers: Headers, trustedProxies: readonly string[]): string => {
  const peer = plain(headers.get(PEER_HEADER) ?? '')
  const trusted = blockListOf(trustedProxies)
  if (!isTrusted(trusted, peer)) return bucketOf(peer)
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => plain(hop.trim()))
  for (const hop of hops.reverse()) {
    if (isIP(hop) === 0) break
    if (!isTrusted(trusted, hop)) return bucketOf(hop)
  }
  return bucketOf(peer)
}

const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

const isTrusted = (list: BlockList, address: string): boolean => {
  const family = isIP(address)
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

const blockListOf = (entries: readonly string[]): BlockList => {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', prefix] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (prefix === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(prefix), family)
  }
  return list
}

/** One household or host holds a whole IPv6 /64, so that is one caller. */
const bucketOf = (address: string): string => {
  if (isIP(address) !== 6) return isIP(address) === 4 ? address : 'unknown'
  const [head = '', tail] = address.split('%')[0]?.toLowerCase().split('::') ?? []
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array<string>(missing).fill('0'), ...right]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
