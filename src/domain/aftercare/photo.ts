/** How many photos come with one answer, and with all answers about one visit: a link that anybody may hold fills no disk. */
export const MOST_OF_AN_ANSWER = 3
export const MOST_OF_A_VISIT = 12

/** A photo as it is kept: large enough to see a bruise by, small enough to be sent from a train. */
export const LONGEST_EDGE_PX = 1600
export const MOST_BYTES = 1_000_000
/** What is let in is a little larger than what our own pages make. */
export const MOST_EDGE_PX = 2000

/** So long a photo joins its answer; later it comes with an answer of its own. */
export const JOINS_WITHIN_MS = 86_400_000

export type PhotoRefusal = 'not-a-photo' | 'photo-too-large' | 'photo-late' | 'photos-of-answer' | 'photos-of-visit'

interface Photo {
  readonly bytes: number
  readonly widthPx: number
  readonly heightPx: number
}

/** Whether a picture, read as far as it can be, is kept as it is. */
export const decidePicture = (photo: Photo | null): PhotoRefusal | null => {
  if (photo === null) return 'not-a-photo'
  const { bytes, widthPx, heightPx } = photo
  return bytes > MOST_BYTES || Math.max(widthPx, heightPx) > MOST_EDGE_PX ? 'photo-too-large' : null
}

interface Joining {
  readonly answeredMs: number
  readonly ofAnswer: number
  readonly ofVisit: number
}

/** Whether one more photo joins an answer. */
export const decideJoining = ({ answeredMs, ofAnswer, ofVisit }: Joining, nowMs: number): PhotoRefusal | null => {
  if (nowMs - answeredMs >= JOINS_WITHIN_MS) return 'photo-late'
  if (ofAnswer >= MOST_OF_AN_ANSWER) return 'photos-of-answer'
  return ofVisit >= MOST_OF_A_VISIT ? 'photos-of-visit' : null
}
