/** A picture made small: what is sent, and a little one to see what that will be. */
export interface ShrunkPicture {
  readonly jpeg: Blob
  readonly preview: string
}

interface Wanted {
  readonly edgePx: number
  readonly mostBytes: number
}

const PREVIEW_PX = 240
/** Less and less fine, until it is small enough. */
const QUALITIES = [0.85, 0.7, 0.5]

const drawn = (picture: ImageBitmap, edgePx: number): HTMLCanvasElement => {
  const scale = Math.min(1, edgePx / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const pen = canvas.getContext('2d')
  if (pen === null) return canvas
  // what is see-through would be black
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return canvas
}

const asJpeg = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))

/**
 * Draws a picture anew, upright and no larger than wanted: of what a camera writes beside it (where, when, with what)
 * nothing is left. Null when the browser cannot open it or make it small enough.
 */
export const shrinkPicture = async (file: Blob, { edgePx, mostBytes }: Wanted): Promise<ShrunkPicture | null> => {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (picture === null) return null
  try {
    const canvas = drawn(picture, edgePx)
    for (const quality of QUALITIES) {
      const jpeg = await asJpeg(canvas, quality)
      if (jpeg !== null && jpeg.type === 'image/jpeg' && jpeg.size <= mostBytes)
        return { jpeg, preview: drawn(picture, PREVIEW_PX).toDataURL('image/jpeg', 0.8) }
    }
    return null
  } finally {
    picture.close()
  }
}
