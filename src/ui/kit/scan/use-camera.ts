import { useEffect, useRef, useState } from 'react'
import { openCodeReader } from './code-reader.ts'

export type CameraState = 'starting' | 'reading' | 'not-allowed' | 'no-camera' | 'failed'

/** So that a code that stays before the camera counts once. */
const SAME_AGAIN_MS = 2500
const BETWEEN_LOOKS_MS = 120

const stateOf = (error: unknown): CameraState => {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'not-allowed'
  return name === 'NotFoundError' || name === 'NotReadableError' || name === 'OverconstrainedError'
    ? 'no-camera'
    : 'failed'
}

const openStream = async (): Promise<MediaStream> => {
  // without https a browser has no camera to give
  if (navigator.mediaDevices === undefined) throw new DOMException('', 'NotFoundError')
  return navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } },
    audio: false,
  })
}

/** Reads codes through the device's camera for as long as it is shown; the camera is off again afterwards. */
export const useCamera = (onRead: (raw: string) => void) => {
  const video = useRef<HTMLVideoElement>(null)
  const hearer = useRef(onRead)
  const [state, setState] = useState<CameraState>('starting')
  useEffect(() => {
    hearer.current = onRead
  }, [onRead])
  useEffect(() => {
    let stream: MediaStream | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    const last = { text: '', atMs: 0 }
    const heard = (text: string, atMs: number) => {
      const again = text === last.text && atMs - last.atMs < SAME_AGAIN_MS
      last.atMs = atMs
      if (again) return
      last.text = text
      navigator.vibrate?.(60)
      hearer.current(text)
    }
    const begin = async () => {
      const [opened, read] = await Promise.all([openStream(), openCodeReader()])
      stream = opened
      if (over || video.current === null) return stop()
      video.current.srcObject = opened
      await video.current.play()
      setState('reading')
      const look = async () => {
        if (over || video.current === null) return
        for (const text of await read(video.current)) if (!over) heard(text, performance.now())
        timer = setTimeout(() => void look().catch(fail), BETWEEN_LOOKS_MS)
      }
      await look()
    }
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    const fail = (error: unknown) => {
      stop()
      if (!over) setState(stateOf(error))
    }
    begin().catch(fail)
    return () => {
      over = true
      clearTimeout(timer)
      stop()
    }
  }, [])
  return { video, state }
}
