import { describe, expect, it } from 'vitest'
import { clientAddress, PEER_HEADER } from '#auth/client-address.ts'

const from = (peer: string, forwarded?: string) =>
  new Headers({ [PEER_HEADER]: peer, ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }) })

describe('whose address a limit counts', () => {
  it('L14: ignores X-Forwarded-For from anyone but a trusted proxy', () => {
    for (const spoof of ['1.1.1.1', '2.2.2.2, 3.3.3.3', '127.0.0.1'])
      expect(clientAddress(from('198.51.100.7', spoof), ['10.0.0.0/8'])).toBe('198.51.100.7')
  })

  it('L14: believes a trusted proxy only for the hop it saw itself', () => {
    const headers = from('10.0.0.2', '1.2.3.4, 203.0.113.9, 10.0.0.1')
    expect(clientAddress(headers, ['10.0.0.0/8'])).toBe('203.0.113.9')
  })

  it('stays with the proxy when what it forwards is no address', () => {
    expect(clientAddress(from('10.0.0.2', 'unknown'), ['10.0.0.0/8'])).toBe('10.0.0.2')
  })

  it('takes a mapped IPv4 address as what it is', () => {
    expect(clientAddress(from('::ffff:198.51.100.7'), [])).toBe('198.51.100.7')
  })

  it('counts a whole IPv6 network of one house as one caller', () => {
    expect(clientAddress(from('2001:db8:0:7::1'), [])).toBe('2001:db8:0:7::/64')
    expect(clientAddress(from('2001:0db8:0000:0007:ffff:eeee:dddd:cccc'), [])).toBe('2001:db8:0:7::/64')
    expect(clientAddress(from('::1'), [])).toBe('0:0:0:0::/64')
  })
})
