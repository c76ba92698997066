import { expect, it } from 'vitest'
import { smtpOptions } from '#integrations/mail/transport.ts'

it.each([
  ['smtp://mail.example', { secure: false, port: 587, requireTLS: true }],
  ['smtp://127.0.0.1.mail.example:25', { secure: false, port: 25, requireTLS: true }],
  ['smtp://mail.example?tls=yes', { secure: false, requireTLS: true }],
  ['smtps://mail.example', { secure: true, port: 465 }],
  ['smtp://127.0.0.1:2525', { secure: false, requireTLS: false }],
  ['smtp://[::1]:2525', { secure: false, requireTLS: false }],
  ['smtp://localhost:2525', { secure: false, requireTLS: false }],
  ['smtp://mailpit:1025?tls=no', { secure: false, port: 1025, requireTLS: false }],
])('a patient’s mail leaves the machine encrypted, or somebody has said that it need not: %s', (address, how) => {
  expect(smtpOptions(address)).toMatchObject(how)
})
