const BY_REASON: Readonly<Record<string, string>> = {
  recalled: 'lot.refusal.title.recalled',
  quarantined: 'lot.refusal.title.quarantined',
  expired: 'lot.refusal.title.expired',
  empty: 'lot.refusal.title.stock',
  'not-enough': 'lot.refusal.title.stock',
  'lot-refused': 'practitioner.visit.boxes.refusedTitle',
}

/** The head of a notice about a box that was refused, as a key of the catalogue: a recall is shouted as a recall. */
export const scanTitleKey = (reason: string): string =>
  Object.hasOwn(BY_REASON, reason) ? (BY_REASON[reason] ?? '') : 'lot.refusal.title.label'
