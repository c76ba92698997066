/** Reads the codes in one picture of a camera; each as its text, with the prefix for the kind of code where it is known. */
export type CodeReader = (video: HTMLVideoElement) => Promise<readonly string[]>

/** What boxes carry: square codes, and stripes as GS1 and HIBC print them. */
const NATIVE_FORMATS = ['data_matrix', 'qr_code', 'code_128', 'ean_13', 'ean_8', 'upc_a', 'code_39', 'itf']
const ZXING_FORMATS = ['DataMatrix', 'QRCode', 'Code128', 'EAN13', 'EAN8', 'UPCA', 'Code39', 'ITF'] as const

interface NativeDetector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}
interface NativeDetectorClass {
  new (options: { formats: readonly string[] }): NativeDetector
  getSupportedFormats(): Promise<readonly string[]>
}

const nativeReader = async (): Promise<CodeReader | null> => {
  const Detector = (globalThis as { BarcodeDetector?: NativeDetectorClass }).BarcodeDetector
  if (Detector === undefined) return null
  const supported = await Detector.getSupportedFormats()
  // one that reads no DataMatrix is of no use for needles
  if (!supported.includes('data_matrix')) return null
  const detector = new Detector({ formats: NATIVE_FORMATS.filter((format) => supported.includes(format)) })
  return async (video) => (await detector.detect(video)).map(({ rawValue }) => rawValue)
}

const ownReader = async (): Promise<CodeReader> => {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader')
  const wasm = new URL('zxing-wasm/reader/zxing_reader.wasm', import.meta.url).href
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true })
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return async (video) => {
    if (context === null || video.videoWidth === 0) return []
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    context.drawImage(video, 0, 0)
    const picture = context.getImageData(0, 0, canvas.width, canvas.height)
    const codes = await readBarcodes(picture, { formats: [...ZXING_FORMATS], textMode: 'Plain', maxNumberOfSymbols: 4 })
    return codes.filter(({ isValid }) => isValid).map(({ symbologyIdentifier, text }) => symbologyIdentifier + text)
  }
}

/** The browser's own reader where it has one, else one that is fetched now. */
export const openCodeReader = async (): Promise<CodeReader> => (await nativeReader()) ?? ownReader()
