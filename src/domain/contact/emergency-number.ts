/**
 * Numbers by which help is called, by the beginning of a time zone's name, the longest first. 112 in Europe: Directive (EU)
 * 2018/1972, Art. 109, and by agreement beyond the Union; 999: Ofcom; 911: FCC and CRTC; 000: ACMA; 111: Spark for NZ Police.
 */
const BY_ZONE: readonly (readonly [string, string])[] = [
  ...['Europe/London', 'Europe/Belfast', 'Europe/Jersey', 'Europe/Guernsey', 'Europe/Isle_of_Man', 'GB'].map(
    (zone) => [zone, '999'] as const,
  ),
  ['Europe/', '112'],
  ...['Reykjavik', 'Canary', 'Madeira', 'Azores', 'Faroe'].map((place) => [`Atlantic/${place}`, '112'] as const),
  ...['Auckland', 'Chatham'].map((place) => [`Pacific/${place}`, '111'] as const),
  ['NZ', '111'],
  ['Australia/', '000'],
  ...['US/', 'Canada/', 'Pacific/Honolulu'].map((zone) => [zone, '911'] as const),
  ...'New_York Chicago Denver Los_Angeles Phoenix Anchorage Detroit Boise Juneau Sitka Nome Adak Menominee Indiana/ Kentucky/ North_Dakota/ Toronto Vancouver Edmonton Winnipeg Regina Halifax St_Johns Moncton Montreal Whitehorse Yellowknife Iqaluit'
    .split(' ')
    .map((place) => [`America/${place}`, '911'] as const),
]

/** A mobile reaches help by it almost everywhere (3GPP TS 22.101), so it is what is said where nobody knows better. */
const OF_MOBILES = '112'

const numberIn = (timeZone: string): string =>
  BY_ZONE.find(([beginning]) => timeZone.startsWith(beginning))?.[1] ?? OF_MOBILES

/**
 * By which numbers somebody calls for help: that of the clinic's country, and before it that of their own when they live
 * elsewhere. Both, since they may still be where they were treated.
 */
export const emergencyNumbers = (clinicNumber: string, patientZone: string | null): readonly string[] => {
  const own = patientZone === null ? clinicNumber : numberIn(patientZone)
  return own === clinicNumber ? [clinicNumber] : [own, clinicNumber]
}

/** The same inside a sentence. */
export const emergencyPhoneFor = (clinicNumber: string, patientZone: string | null): string =>
  emergencyNumbers(clinicNumber, patientZone).join(' / ')
