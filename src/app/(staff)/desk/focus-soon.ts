/** Long enough for a slow machine to draw. */
const MOST_FRAMES = 60

/**
 * Where the focus goes when what had it is gone, after the screen has been drawn without it: to the first that is
 * there. Who has moved on meanwhile is not fetched back.
 */
export const focusSoon = (...places: readonly string[]): void => {
  const before = document.activeElement
  const look = (frames: number) => {
    const now = document.activeElement
    if (now !== before && now !== document.body) return
    const found = places.map((place) => document.querySelector<HTMLElement>(place)).find((element) => element !== null)
    if (found) found.focus()
    else if (frames < MOST_FRAMES) requestAnimationFrame(() => look(frames + 1))
  }
  requestAnimationFrame(() => look(0))
}

/** Whether the focus is still in this place, or nowhere: whoever is elsewhere by now has gone on. */
export const isStillIn = (place: Element | null): boolean =>
  document.activeElement === null ||
  document.activeElement === document.body ||
  !!place?.contains(document.activeElement)
