import { vi } from 'vitest'
import type { House } from './house.ts'

/** The link of the newest sign-in mail to this address, as soon as the server has it. */
export const signInLink = (house: House, address: string): Promise<string> =>
  vi.waitFor(
    async () => {
      const mail = (await house.mail()).find(({ to, subject }) => to.includes(address) && /sign-in link/.test(subject))
      const link = /https?:\S+\/sign-in\/confirm\S+/.exec(mail?.text ?? '')
      if (link === null) throw new Error(`no sign-in link for ${address}`)
      return link[0]
    },
    { timeout: 60_000, interval: 250 },
  )
