/** What is known of the numbers of a country. `mobile` is null where a number does not tell what it is. */
interface NumberPlan {
  readonly code: string
  /** What stands before a number within the country and not before it from abroad. */
  readonly trunk: string
  /** How the numbers of mobiles begin, after code and trunk. */
  readonly mobile: RegExp | null
}

const PLANS: Readonly<Record<string, NumberPlan>> = {
  AT: { code: '43', trunk: '0', mobile: /^6[5-9]/ },
  AU: { code: '61', trunk: '0', mobile: /^4/ },
  BE: { code: '32', trunk: '0', mobile: /^4[5-9]/ },
  CA: { code: '1', trunk: '1', mobile: null },
  CH: { code: '41', trunk: '0', mobile: /^7[4-9]/ },
  DE: { code: '49', trunk: '0', mobile: /^1[5-7]/ },
  DK: { code: '45', trunk: '', mobile: null },
  ES: { code: '34', trunk: '', mobile: /^[67]/ },
  FR: { code: '33', trunk: '0', mobile: /^[67]/ },
  GB: { code: '44', trunk: '0', mobile: /^7[1-57-9]/ },
  IE: { code: '353', trunk: '0', mobile: /^8[3-9]/ },
  IS: { code: '354', trunk: '', mobile: /^[678]/ },
  IT: { code: '39', trunk: '', mobile: /^3/ },
  LU: { code: '352', trunk: '', mobile: /^6/ },
  NL: { code: '31', trunk: '0', mobile: /^6/ },
  NO: { code: '47', trunk: '', mobile: /^[49]/ },
  NZ: { code: '64', trunk: '0', mobile: /^2/ },
  PT: { code: '351', trunk: '', mobile: /^9/ },
  SE: { code: '46', trunk: '0', mobile: /^7/ },
  US: { code: '1', trunk: '1', mobile: null },
}

export interface PhoneNumber {
  /** `+` and digits, as the world writes it. */
  readonly number: string
  readonly kind: 'mobile' | 'landline' | 'unknown'
}

/** The digits after a `+`, however a number was typed at home; null when it cannot be one. */
const internationalDigits = (typed: string, home: NumberPlan | undefined): string | null => {
  const bare = typed.replace(/\(0\)/, '').replace(/[\s\u00a0()/.–-]/g, '')
  if (!/^(\+|00)?\d+$/.test(bare)) return null
  if (bare.startsWith('+')) return bare.slice(1)
  if (bare.startsWith('00')) return bare.slice(2)
  if (home === undefined) return null
  const national = home.trunk !== '' && bare.startsWith(home.trunk) ? bare.slice(home.trunk.length) : bare
  return `${home.code}${national}`
}

/** A number as somebody typed it at a clinic of this country (`DE`, `GB-SCT`); null when nobody can be called by it. */
export const readPhone = (typed: string | null, jurisdiction: string): PhoneNumber | null => {
  const digits = internationalDigits(typed ?? '', PLANS[jurisdiction.slice(0, 2).toUpperCase()])
  if (digits === null || digits.length < 8 || digits.length > 15 || digits.startsWith('0')) return null
  const plan = Object.values(PLANS).find(({ code }) => digits.startsWith(code))
  const number = `+${digits}`
  if (plan === undefined || plan.mobile === null) return { number, kind: 'unknown' }
  return { number, kind: plan.mobile.test(digits.slice(plan.code.length)) ? 'mobile' : 'landline' }
}
