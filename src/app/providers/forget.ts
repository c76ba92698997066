type Forget = () => void

const remembered = new Set<Forget>()

/**
 * Whoever keeps anything of a patient on this device (an entry that is not sent yet) says here how it is wiped. It runs
 * when the screen is locked or somebody signs out. Returns how to withdraw it.
 */
export const onForget = (forget: Forget): (() => void) => {
  remembered.add(forget)
  return () => remembered.delete(forget)
}

/** Wipes all that was said to be kept; one that fails does not keep the others. */
export const forgetAll = (): void => {
  for (const forget of remembered) {
    try {
      forget()
    } catch (error) {
      console.error(error)
    }
  }
}
