import type { ParsedBlock } from '#domain/recurrence/parse-block.ts'
import type { Translate } from './translator.ts'

/** Why a text pasted from a calendar cannot be taken over: the part that is meant, and what to do instead. */
export const blockRefusalWords = (
  { reason, part }: Extract<ParsedBlock, { ok: false }>,
  { t, zone }: { readonly t: Translate; readonly zone: string },
): string => t(`schedule.paste.${reason}`, { part, zone })
