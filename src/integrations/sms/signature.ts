import { createHmac, timingSafeEqual } from 'node:crypto'

/** How the provider signs what it sends us: the whole address, then every field's name and value in the order of names. */
export const signatureOf = (token: string, url: string, form: URLSearchParams): string => {
  const fields = [...form].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([name, value]) => name + value)
  return createHmac('sha1', token)
    .update(url + fields.join(''))
    .digest('base64')
}

export const isSigned = (token: string, url: string, form: URLSearchParams, signature: string | null): boolean => {
  const [right, given] = [Buffer.from(signatureOf(token, url, form)), Buffer.from(signature ?? '')]
  return right.length === given.length && timingSafeEqual(right, given)
}
