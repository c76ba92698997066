/**
 * A short name that a service keeps for good, made from how it is called at first: "Dry needling 45 min" is
 * "dry-needling-45-min", a second one of that name "dry-needling-45-min-2".
 */
export function codeFrom(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
  const stem = plain === '' ? 'service' : plain
  let code = stem
  for (let count = 2; taken.has(code); count++) code = `${stem}-${count}`
  return code
}
