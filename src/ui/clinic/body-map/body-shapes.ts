/**
 * The drawing of the body. One half is written down, the half on the viewer's right (x > 0, midline at 0, y downward);
 * the other is its mirror. On the front view the viewer's right is the patient's LEFT, on the back view it is the
 * patient's RIGHT: `sideAt` is the only place that knows (Z7).
 */
export type BodyView = 'front' | 'back'

export const bodyViews: readonly BodyView[] = ['front', 'back']

export interface Point {
  readonly x: number
  readonly y: number
}

export interface AreaShape {
  readonly areaId: string
  readonly view: BodyView
  readonly outline: readonly Point[]
  readonly path: string
  /** The same shape a little smaller, for a line that runs inside the edge. */
  readonly innerPath: string
  readonly centre: Point
}

export const VIEW_BOX = { x: -184, y: -4, width: 368, height: 830 } as const

type Half = 'viewer-left' | 'viewer-right'

/** Whose side lies on which half of a view: a body seen from the front is mirrored, from behind it is not. */
export const sideAt = (view: BodyView, half: Half): 'left' | 'right' =>
  (view === 'front') === (half === 'viewer-right') ? 'left' : 'right'

const TRUNK =
  '0,2 21,5 36,18 42,40 41,56 47,58 47,70 42,82 39,84 36,98 27,114 26,124 27,138 38,150 62,157 86,165 101,174 106,206 98,236 92,262 84,300 ' +
  '78,335 76,356 79,382 88,412 94,446 94,496 87,545 78,588 75,612 80,650 77,692 64,738 59,764 66,788 70,806 60,815 ' +
  '42,814 36,800 38,764 36,738 29,692 26,650 33,612 33,588 26,545 13,494 3,456 0,452'

const ARM =
  '80,196 90,170 104,171 120,184 129,210 131,246 134,296 141,330 151,356 155,394 157,436 168,454 176,476 181,496 175,504 ' +
  '167,494 167,524 163,550 155,562 143,562 132,542 124,508 121,474 123,440 114,396 104,356 102,328 97,294 94,262 88,226'

const FRONT: Readonly<Record<string, string>> = {
  scalp: '0,0 24,2 46,32 24,34 0,32',
  frontalis: '2,36 24,37 46,34 48,63 24,62 2,60',
  temporalis: '16,66 48,66 44,93 16,92',
  masseter: '14,95 44,96 38,122 12,121',
  sternocleidomastoid: '3,124 31,121 29,140 22,164 3,172',
  scalenes: '27,147 38,156 52,168 66,182 40,183 17,178',
  'upper-trapezius': '32,146 46,151 64,156 92,164 86,184 69,183 55,168 40,157',
  'anterior-deltoid': '82,190 92,166 104,168 106,200 105,250 95,242 87,212',
  'middle-deltoid': '107,168 136,180 140,254 110,258 108,200',
  'pectoralis-minor': '56,188 81,189 86,213 58,216',
  'pectoralis-major': '17,182 53,187 55,219 87,216 94,240 78,249 48,256 17,250',
  breastbone: '0,180 14,182 14,272 0,276',
  'serratus-anterior': '62,257 80,252 98,242 90,268 84,306 60,306',
  intercostals: '17,254 48,260 59,258 57,308 38,294 17,278',
  'rectus-abdominis': '2,278 16,277 37,295 40,332 38,374 28,412 2,424',
  'abdominal-obliques': '40,297 57,309 84,308 74,346 76,376 86,396 62,398 41,376',
  'tensor-fasciae-latae': '63,402 88,398 102,446 98,470 70,464 62,432',
  iliopsoas: '41,380 60,400 59,434 66,462 46,460 20,436 32,412',
  adductors: '2,440 18,438 40,462 40,500 38,548 22,548 8,500',
  'rectus-femoris': '43,463 67,466 69,500 66,550 62,586 54,580 42,545',
  'vastus-lateralis': '70,468 100,472 98,500 90,556 80,596 65,590 69,550 72,500',
  'vastus-medialis': '24,552 40,550 52,582 60,592 56,606 30,608 28,580',
  'tibialis-anterior': '30,630 55,628 56,690 54,746 40,750 34,700 28,676',
  peroneals: '58,628 84,628 86,660 78,704 64,750 56,748 58,690',
  'foot-dorsum': '34,768 64,766 78,800 70,820 34,820',
  'biceps-brachii': '94,252 107,250 111,259 138,255 138,298 100,302',
  brachialis: '99,305 138,301 146,334 101,336',
  'pronator-teres': '100,339 125,338 128,386 108,382',
  brachioradialis: '128,338 148,336 160,360 162,420 150,408 131,386',
  'wrist-flexors': '109,386 130,390 150,412 160,424 160,438 120,440 116,410',
  thenar: '146,458 158,446 172,458 182,490 164,496 148,494',
  hypothenar: '114,458 143,458 145,508 118,510',
}

const BACK: Readonly<Record<string, string>> = {
  scalp: '0,0 26,2 48,36 48,84 26,86 0,86',
  suboccipitals: '2,89 26,89 46,87 34,114 2,116',
  splenius: '2,119 32,117 28,136 32,142 2,148',
  'upper-trapezius': '2,151 31,145 44,150 64,156 98,164 100,178 62,178 30,176 2,178',
  'middle-trapezius': '2,181 26,179 28,212 2,214',
  'levator-scapulae': '29,179 54,181 54,208 31,210',
  supraspinatus: '57,181 98,181 98,203 57,207',
  infraspinatus: '57,210 96,206 94,228 58,238',
  'teres-minor': '58,241 93,231 93,253 60,261',
  'teres-major': '60,264 93,256 90,282 64,285',
  'posterior-deltoid': '100,181 112,172 136,186 138,250 98,258 97,228',
  rhomboids: '29,213 54,211 57,262 32,266',
  'thoracic-paraspinals': '2,217 26,215 29,267 2,271',
  'lower-trapezius': '2,274 30,270 60,266 62,284 44,304 24,320 2,334',
  'latissimus-dorsi': '63,289 92,285 88,308 76,344 52,352 27,322 46,306',
  'lumbar-multifidus': '1,339 25,323 26,396 1,400',
  'lumbar-paraspinals': '28,328 52,354 53,394 29,396',
  'quadratus-lumborum': '55,357 79,346 79,372 82,392 56,394',
  sacrum: '0,403 25,400 22,430 10,450 0,456',
  'gluteus-medius': '28,400 52,398 84,394 94,414 62,428 28,424',
  'gluteus-minimus': '65,431 96,418 106,470 88,468 66,456',
  piriformis: '26,428 61,431 63,456 40,458 20,444',
  'gluteus-maximus': '12,452 20,448 38,461 64,460 98,473 97,496 48,506 12,492 4,472',
  'medial-hamstrings': '6,494 46,509 50,545 54,594 30,598 22,545',
  'biceps-femoris': '49,509 100,499 96,545 82,594 57,596 53,545',
  popliteus: '28,601 82,598 82,624 28,626',
  'gastrocnemius-medial': '20,629 52,629 52,692 44,702 22,690',
  'gastrocnemius-lateral': '55,629 86,629 86,690 66,702 55,692',
  soleus: '24,694 44,706 52,696 64,706 84,694 66,742 60,758 38,758 32,738',
  'plantar-foot': '34,772 64,770 76,800 70,820 34,820',
  'triceps-brachii': '92,261 138,254 140,298 148,332 100,334 96,298',
  'wrist-extensors': '126,337 150,335 164,360 164,400 132,402 124,370',
  'finger-extensors': '102,337 123,337 121,370 130,405 162,404 162,438 120,440 108,396',
  'dorsal-interossei': '116,458 168,452 174,480 168,506 116,510',
}

const MIDLINE = new Set(['scalp', 'breastbone', 'sacrum'])

const CORNER = 6

const pointsOf = (text: string): Point[] =>
  text.split(' ').map((pair) => {
    const [x = 0, y = 0] = pair.split(',').map(Number)
    return { x, y }
  })

const mirrored = (points: readonly Point[]): Point[] => points.map(({ x, y }) => ({ x: -x, y })).reverse()

const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
})

const INSET = 5

const towards = (corner: Point, centre: Point): Point =>
  between(corner, centre, Math.min(0.4, INSET / Math.max(1, Math.hypot(corner.x - centre.x, corner.y - centre.y))))

const written = ({ x, y }: Point): string => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`

/** A polygon whose corners are rounded by at most `CORNER`. */
const roundedPath = (points: readonly Point[]): string => {
  const steps = points.map((corner, index) => {
    const before = points.at(index - 1) ?? corner
    const after = points[(index + 1) % points.length] ?? corner
    const cut = (other: Point) =>
      between(corner, other, Math.min(0.5, CORNER / Math.max(1, Math.hypot(other.x - corner.x, other.y - corner.y))))
    return `${index === 0 ? 'M' : 'L'}${written(cut(before))}Q${written(corner)} ${written(cut(after))}`
  })
  return `${steps.join('')}Z`
}

/** A closed curve through all points (Catmull-Rom, drawn as Béziers). */
const smoothPath = (points: readonly Point[]): string => {
  const at = (index: number): Point => points.at(index % points.length) ?? { x: 0, y: 0 }
  const pieces = points.map((from, index) => {
    const to = at(index + 1)
    const before = at(index - 1 + points.length)
    const after = at(index + 2)
    const leave = { x: from.x + (to.x - before.x) / 6, y: from.y + (to.y - before.y) / 6 }
    const arrive = { x: to.x - (after.x - from.x) / 6, y: to.y - (after.y - from.y) / 6 }
    return `C${written(leave)} ${written(arrive)} ${written(to)}`
  })
  return `M${written(at(0))}${pieces.join('')}Z`
}

const whole = (half: readonly Point[]): Point[] => [...half, ...mirrored(half).filter(({ x }) => x !== 0)]

/** The centre of gravity of a polygon that does not cross itself. */
const centreOf = (points: readonly Point[]): Point => {
  let area = 0
  let x = 0
  let y = 0
  for (const [index, from] of points.entries()) {
    const to = points[(index + 1) % points.length] ?? from
    const cross = from.x * to.y - to.x * from.y
    area += cross
    x += (from.x + to.x) * cross
    y += (from.y + to.y) * cross
  }
  return { x: Math.round(x / (3 * area)), y: Math.round(y / (3 * area)) }
}

const shapeOf = (areaId: string, view: BodyView, outline: readonly Point[]): AreaShape => {
  const centre = centreOf(outline)
  return {
    areaId,
    view,
    outline,
    path: roundedPath(outline),
    innerPath: roundedPath(outline.map((corner) => towards(corner, centre))),
    centre,
  }
}

const shapesOf = (view: BodyView, drawing: Readonly<Record<string, string>>): AreaShape[] =>
  Object.entries(drawing).flatMap(([name, text]) => {
    const half = pointsOf(text)
    if (MIDLINE.has(name)) return [shapeOf(name, view, whole(half))]
    return [
      shapeOf(`${name}.${sideAt(view, 'viewer-left')}`, view, mirrored(half)),
      shapeOf(`${name}.${sideAt(view, 'viewer-right')}`, view, half),
    ]
  })

/** The body's outline: trunk with head and legs, and both arms; drawn one over another they make one figure. */
export const silhouette: readonly string[] = [whole(pointsOf(TRUNK)), pointsOf(ARM), mirrored(pointsOf(ARM))].map(
  smoothPath,
)

export const bodyShapes: Readonly<Record<BodyView, readonly AreaShape[]>> = {
  front: shapesOf('front', FRONT),
  back: shapesOf('back', BACK),
}

/** Deep or small areas that a map of the surface cannot show honestly: they are picked from the list. */
export const undrawnAreas: readonly string[] = [
  'ear',
  'lateral-pterygoid',
  'cervical-multifidus',
  'subscapularis',
  'thoracic-multifidus',
  'supinator',
  'tibialis-posterior',
]
