'use client'

import { useEffect } from 'react'

const EVERY_MS = 4_000

/** Two short notes; a browser that nobody has touched yet stays silent, and the banner does the calling. */
const ring = (context: AudioContext): void => {
  for (const [index, hertz] of [880, 660].entries()) {
    const tone = context.createOscillator()
    const volume = context.createGain()
    const at = context.currentTime + index * 0.25
    tone.frequency.value = hertz
    volume.gain.setValueAtTime(0.2, at)
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.22)
    tone.connect(volume).connect(context.destination)
    tone.start(at)
    tone.stop(at + 0.23)
  }
}

/** Sounds while something calls, and says so in the title of a window that lies behind others. */
export const useRing = (rings: boolean): void => {
  useEffect(() => {
    if (!rings) return
    const context = new AudioContext()
    const title = document.title
    const sound = () => {
      if (context.state === 'running') ring(context)
      else void context.resume().catch(() => undefined)
      document.title = document.title === title ? `! ${title}` : title
    }
    sound()
    const timer = window.setInterval(sound, EVERY_MS)
    return () => {
      window.clearInterval(timer)
      document.title = title
      void context.close()
    }
  }, [rings])
}
