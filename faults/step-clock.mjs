// Loaded into a worker before its own code: its machine's clock is set while it runs, as a clock service sets it. Timers
// go on undisturbed, as they do then.
import { existsSync, readFileSync } from 'node:fs'

const file = process.env.FILIFORM_FAULTS_STEP ?? ''
const MachineDate = Date
let stepMs = 0

setInterval(() => {
  if (existsSync(file)) stepMs = Number(readFileSync(file, 'utf8')) || 0
}, 100).unref()

globalThis.Date = class SteppedDate extends MachineDate {
  constructor(...args) {
    if (args.length === 0) super(MachineDate.now() + stepMs)
    else super(...args)
  }

  static now() {
    return MachineDate.now() + stepMs
  }
}
