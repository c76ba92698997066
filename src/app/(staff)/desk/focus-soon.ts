/** Where the focus goes when what had it is gone, after the screen has been drawn without it: to the first that is there. */
export const focusSoon = (...places: readonly string[]): void => {
  requestAnimationFrame(() => {
    const found = places.map((place) => document.querySelector<HTMLElement>(place)).find((element) => element !== null)
    found?.focus()
  })
}
