import type { Handover } from '../mail/transport.ts'

export interface OutgoingText {
  readonly from: string
  readonly to: string
  readonly body: string
  /** Where the provider tells what became of it. */
  readonly statusUrl: string
}

/** As with mail; taken, it has a name of the provider's; refused, a code that says why. */
export type TextHandover =
  | { readonly kind: 'sent'; readonly providerId: string }
  | (Exclude<Handover, { readonly kind: 'sent' }> & { readonly code?: number })

export interface TextServer {
  readonly send: (text: OutgoingText) => Promise<TextHandover>
}

const GIVES_UP_AFTER_MS = 20_000
/** Nothing had been said yet when these came. */
const BEFORE_A_WORD = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]

/**
 * Hands texts to a provider that speaks Twilio's protocol, at an address with account and token in it. The protocol knows
 * no key by which it would notice a copy: an answer that was lost leaves it unknown, and is never tried again by itself.
 */
export const textServer = (smsUrl: string, givesUpAfterMs = GIVES_UP_AFTER_MS): TextServer => {
  const { origin, username, password } = new URL(smsUrl)
  const account = decodeURIComponent(username)
  const authorization = `Basic ${Buffer.from(`${account}:${decodeURIComponent(password)}`).toString('base64')}`
  // a kept connection may have gone dead meanwhile: what is written into it would be unknown for ever
  const headers = { authorization, connection: 'close' }
  const url = `${origin}/2010-04-01/Accounts/${encodeURIComponent(account)}/Messages.json`
  return {
    send: async ({ from, to, body, statusUrl }) => {
      const form = new URLSearchParams({ From: from, To: to, Body: body, StatusCallback: statusUrl })
      try {
        const signal = AbortSignal.timeout(givesUpAfterMs)
        const answer = await fetch(url, { method: 'POST', headers, body: form, signal })
        return outcomeOf(answer.status, (await answer.json().catch(() => null)) as ProviderAnswer | null)
      } catch (error) {
        return lostOf(error as Error & { cause?: { code?: string } })
      }
    },
  }
}

interface ProviderAnswer {
  readonly sid?: string
  readonly code?: number
  readonly message?: string
}

const outcomeOf = (status: number, answer: ProviderAnswer | null): TextHandover => {
  const { sid, code, message } = answer ?? {}
  if (status < 300) return sid ? { kind: 'sent', providerId: sid } : { kind: 'unknown', problem: `HTTP ${status}` }
  const response = [status, code, message].filter((part) => part !== undefined).join(' ')
  // 429 and 503 say that it was not taken; another 5xx may have come after it was
  if (status >= 500 && status !== 503) return { kind: 'unknown', problem: response }
  const forGood = status < 500 && status !== 429
  return { kind: 'refused', forGood, response, ...(code !== undefined && { code }) }
}

const lostOf = ({ message, cause }: Error & { cause?: { code?: string } }): TextHandover => {
  const problem = [message, cause?.code].filter(Boolean).join(' ')
  return BEFORE_A_WORD.includes(cause?.code ?? '') ? { kind: 'not-handed-over', problem } : { kind: 'unknown', problem }
}

/** Codes by which the provider says that nobody reads texts at this number. */
export const isNoMobile = (code: number | undefined): boolean => code === 21614 || code === 30006
/** The code by which it says that this person stopped texts there. */
export const isStopped = (code: number | undefined): boolean => code === 21610
