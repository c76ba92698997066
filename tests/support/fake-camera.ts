import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dataMatrix } from '#integrations/barcode/data-matrix.ts'

const WIDTH = 640
const HEIGHT = 480
/** Pixels of one module of the code. */
const MODULE = 8

const [LIGHT, DARK, GREY] = [235, 16, 128]

/** One picture: the code in the middle of white paper. */
const pictureOf = (gs1: string): Buffer => {
  const code = dataMatrix({ kind: 'gs1', text: gs1 })
  const left = Math.floor((WIDTH - (code[0]?.length ?? 0) * MODULE) / 2)
  const top = Math.floor((HEIGHT - code.length * MODULE) / 2)
  const light = Buffer.alloc(WIDTH * HEIGHT, LIGHT)
  for (const [row, modules] of code.entries())
    for (const [column, dark] of modules.entries())
      for (let line = 0; dark && line < MODULE; line++) {
        const start = (top + row * MODULE + line) * WIDTH + left + column * MODULE
        light.fill(DARK, start, start + MODULE)
      }
  const colour = Buffer.alloc((WIDTH / 2) * (HEIGHT / 2), GREY)
  return Buffer.concat([Buffer.from('FRAME\n'), light, colour, colour])
}

interface Camera {
  /** What a browser has to be told. */
  readonly args: readonly string[]
  readonly remove: () => void
}

/** A camera that sees a box with this label for as long as it looks. */
export const cameraThatSees = (gs1: string): Camera => {
  const folder = mkdtempSync(join(tmpdir(), 'filiform-camera-'))
  const file = join(folder, 'box.y4m')
  const picture = pictureOf(gs1)
  const head = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`
  writeFileSync(file, Buffer.concat([Buffer.from(head), picture, picture]))
  return {
    args: [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${file}`,
    ],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
