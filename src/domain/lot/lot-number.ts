import { valueFault } from './element-value.ts'
import { AI_RULES } from './gs1-table.ts'

/** As many characters as a label gives a lot number. */
export const LONGEST_LOT_NUMBER = 20

/** Whether a text can stand as a lot number on a label: up to 20 of GS1's 82 characters, and no space. */
export const isLotNumber = (text: string): boolean => {
  const rule = AI_RULES.get('10')
  return rule !== undefined && text !== '' && valueFault(rule, text, '') === null
}
