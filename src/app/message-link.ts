import { z } from 'zod'
import { settings } from '#lib/env.ts'
import { MESSAGE_LINK, openLink } from '#lib/sealed-link.ts'

const named = z.tuple([z.uuid(), z.uuid()])

/** Which message of which clinic a link in it is about; null when it was not sealed here. */
export const messageOfLink = (
  token: string,
): { readonly clinicId: string; readonly communicationId: string } | null => {
  const parts = named.safeParse(openLink(settings().secret, MESSAGE_LINK, token))
  return parts.success ? { clinicId: parts.data[0], communicationId: parts.data[1] } : null
}
