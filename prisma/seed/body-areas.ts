import { ANYWHERE_AREA_ID, type BodyArea, type LocalizedText, type RiskZone, type Side } from '#domain/body/area.ts'
import { muscleTable, neighbourTable, regionTable } from './body-area-table.ts'

/** Where the demo clinic's body comes from. A clinic must have it read and approved before it means anything. */
export const bodyAreaPolicy = {
  status: 'demo policy, not approved',
  approvedBy: null,
  sources: {
    areas: 'Muscles and regions commonly named in needling practice; chosen for the demo, not taken from a standard.',
    neighbours: 'Anatomical contact, judged for the demo; decides where a rule about neighbouring areas applies.',
    pleural:
      'Lung reached by a 31 mm needle, mean 33 mm from skin to lung at the angle of the neck: South African Allied ' +
      'Health Professions Act, Board Notice 121 §5.1 (acts.co.za).',
    warnMaxLengthMm:
      'Post-mortem, 10–20 mm can reach the lung; emergency cases were needled at shoulder and upper back ' +
      '(westjem.com, traumatic pneumothorax following acupuncture). The smaller figure is taken for shoulder, upper ' +
      'back and chest wall. Elsewhere no source gives a number, so there is none. No length is called safe.',
    abdominal:
      'At L1, 25 mm beside the spine, 44 % of 75 mm needles met no bone (structureandfunction.net/?p=21106): ' +
      'a reason to mark the zone, not to name a length.',
    orbital: 'Eyes are a red zone in training bodies’ zone tables (studyres.com doc/749832).',
    vascular: 'Front of the neck and below the skull are red zones (studyres.com doc/749832); others by anatomy.',
    neural: 'By anatomy, judged for the demo.',
  },
} as const

type Row = Readonly<Record<string, string>>

const rowsOf = (table: string): Row[] => {
  const [head = '', ...lines] = table.trim().split('\n')
  const columns = cellsOf(head)
  return lines.map((line) => {
    const cells = cellsOf(line)
    if (cells.length !== columns.length) throw new Error(`The body table has a broken line: ${line}`)
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))
  })
}

const cellsOf = (line: string): string[] => line.split('|').map((cell) => cell.trim())

const textOf = (row: Row, column: string): LocalizedText => ({
  en: row[`${column} en`] ?? '',
  de: row[`${column} de`] ?? '',
})

const sidesOf = (row: Row): readonly Side[] => (row.sides === 'paired' ? ['left', 'right'] : ['midline'])

const idOn = (name: string, side: Side): string => (side === 'midline' ? name : `${name}.${side}`)

const namesOf = (row: Row) => ({ plainName: textOf(row, 'plain'), clinicalName: textOf(row, 'clinical') })

const regionRows = rowsOf(regionTable)
const muscleRows = rowsOf(muscleTable)

const pairedRegions = new Set(regionRows.filter((row) => row.sides === 'paired').map((row) => row.id))

/** A paired part belongs to its own side of the region, unless the region has no sides or is the part's own middle. */
const parentOn = (parent: string, own: string, side: Side): string =>
  side !== 'midline' && pairedRegions.has(parent) && parent !== own ? idOn(parent, side) : parent

const regions: BodyArea[] = regionRows.flatMap((row) =>
  sidesOf(row).map((side) => ({
    id: idOn(row.id ?? '', side),
    side,
    parentId: row.parent ? parentOn(row.parent, row.id ?? '', side) : null,
    leaf: false,
    neighbourIds: [],
    riskZones: [],
    warnMaxLengthMm: null,
    ...namesOf(row),
    view: row.view as BodyArea['view'],
  })),
)

const sidesByMuscle = new Map(muscleRows.map((row) => [row.id ?? '', sidesOf(row)]))

const neighbours = new Map<string, Set<string>>()

const join = (from: string, to: string): void => {
  neighbours.set(from, (neighbours.get(from) ?? new Set()).add(to))
  neighbours.set(to, (neighbours.get(to) ?? new Set()).add(from))
}

for (const line of neighbourTable.trim().split('\n')) {
  const [from = '', others = ''] = line.split(': ')
  for (const to of others.split(' ')) {
    const fromSides = sidesByMuscle.get(from)
    const toSides = sidesByMuscle.get(to)
    if (!fromSides || !toSides) throw new Error(`The neighbour table names an unknown area: ${line}`)
    for (const a of fromSides)
      for (const b of toSides) if (a === b || a === 'midline' || b === 'midline') join(idOn(from, a), idOn(to, b))
  }
}

const muscles: BodyArea[] = muscleRows.flatMap((row) =>
  sidesOf(row).map((side) => {
    const id = idOn(row.id ?? '', side)
    return {
      id,
      side,
      parentId: parentOn(row.region ?? '', row.id ?? '', side),
      leaf: true,
      neighbourIds: [...(neighbours.get(id) ?? [])].sort(),
      riskZones: (row['risk zones'] ?? '').split(',').filter((zone) => zone !== '') as RiskZone[],
      warnMaxLengthMm: row['warn mm'] ? Number(row['warn mm']) : null,
      ...namesOf(row),
      view: row.view as BodyArea['view'],
    }
  }),
)

const anywhere: BodyArea = {
  id: ANYWHERE_AREA_ID,
  side: 'midline',
  parentId: null,
  leaf: false,
  neighbourIds: [],
  riskZones: [],
  warnMaxLengthMm: null,
  plainName: { en: 'anywhere on the body', de: 'irgendwo am Körper' },
  clinicalName: { en: 'anywhere on the body', de: 'irgendwo am Körper' },
  view: 'both',
}

/** Every area of the demo clinic, parents before children; the order is the order of lists. */
export const bodyAreas: readonly BodyArea[] = [...regions, ...muscles, anywhere]
