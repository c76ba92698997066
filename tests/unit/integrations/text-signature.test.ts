import { expect, it } from 'vitest'
import { isSigned, signatureOf } from '#integrations/sms/signature.ts'

// the worked example of the provider's own documentation
const url = 'https://example.com/myapp.php?foo=1&bar=2'
const form = new URLSearchParams({
  ...{ Digits: '1234', To: '+18005551212', From: '+14158675310', Caller: '+14158675310', CallSid: 'CA1234567890ABCDE' },
})

it('a signature is that of the provider’s worked example, and nothing else passes for it', () => {
  const signature = signatureOf('12345', url, form)
  expect(signature).toBe('L/OH5YylLD5NRKLltdqwSvS0BnU=')
  expect(isSigned('12345', url, form, signature)).toBe(true)
  expect(isSigned('12346', url, form, signature)).toBe(false)
  expect(isSigned('12345', `${url}3`, form, signature)).toBe(false)
  expect(isSigned('12345', url, new URLSearchParams({ Digits: '1235' }), signature)).toBe(false)
  for (const other of [null, '', 'L/OH5YylLD5NRKLltdqwSvS0BnU']) expect(isSigned('12345', url, form, other)).toBe(false)
})
