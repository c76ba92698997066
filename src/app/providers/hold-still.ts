import { defaultScheduler, notifyManager } from '@tanstack/react-query'

type Run = () => void

export interface Hold {
  readonly press: () => void
  readonly release: () => void
  readonly schedule: (run: Run) => void
}

/** Lets things happen at once, or, while something is pressed, as soon as it is let go, in the order in which they came. */
export const createHold = (go: (run: Run) => void): Hold => {
  let pressed = false
  let waiting: Run[] = []
  return {
    press: () => {
      pressed = true
    },
    release: () => {
      pressed = false
      const ready = waiting
      waiting = []
      for (const run of ready) go(run)
    },
    schedule: (run) => {
      if (pressed) waiting.push(run)
      else go(run)
    },
  }
}

/** Longer than any tap; whoever goes on pressing is not kept from what is new. */
const PRESS_MS = 3_000
/** A tap on glass becomes a click a little after the finger is up. */
const CLICK_MS = 60

/**
 * An answer of the server that is drawn between press and release moves what is under the finger: the release then meets
 * something else, and the browser makes no click of the two. So answers that come meanwhile are shown when it is up.
 */
const holdAnswersWhilePressed = (): void => {
  const hold = createHold(defaultScheduler)
  notifyManager.setScheduler(hold.schedule)
  let timer = 0
  const releaseIn = (ms: number) => {
    window.clearTimeout(timer)
    timer = window.setTimeout(hold.release, ms)
  }
  const listen = (kind: string, hear: () => void) =>
    window.addEventListener(kind, hear, { passive: true, capture: true })
  listen('pointerdown', () => {
    hold.press()
    releaseIn(PRESS_MS)
  })
  for (const kind of ['pointerup', 'pointercancel']) listen(kind, () => releaseIn(CLICK_MS))
  // after everybody who hears of the click
  listen('click', () => releaseIn(0))
}

if (typeof window !== 'undefined') holdAnswersWhilePressed()
