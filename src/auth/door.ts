import type { SignIn } from './sign-in.ts'

/** A mail with a link to our own page; the page uses it up only when its button is pressed. */
export interface LinkMail {
  readonly to: string
  readonly clinicName: string
  readonly locale: string
  readonly url: string
  readonly minutes: number
}

/** What a sign-in route may use. */
export interface DoorRequest {
  readonly signIn: SignIn
  readonly headers: Headers
  /** Whose address limits count. */
  readonly client: string
  /** Runs work after the answer was given. */
  readonly inBackground: (work: () => Promise<void>) => void
  readonly sendMail: (mail: LinkMail) => Promise<void>
}

export type Door = Pick<DoorRequest, 'signIn' | 'inBackground' | 'sendMail'>
