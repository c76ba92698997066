type Answered = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** Whether somebody has answered this field since the server sent it. */
const isAnswered = (field: Answered): boolean => {
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options]
    return options.some((option) => option.defaultSelected && !option.selected)
  }
  if (field.type === 'radio') return (field as HTMLInputElement).checked && !(field as HTMLInputElement).defaultChecked
  if (field.type === 'checkbox')
    return (field as HTMLInputElement).checked !== (field as HTMLInputElement).defaultChecked
  return field.value !== field.defaultValue
}

/** Writes past React, which then finds the field changed and says so to whoever listens. */
const write = (field: HTMLInputElement | HTMLTextAreaElement, value: string): void => {
  const kind = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
  Object.getOwnPropertyDescriptor(kind, 'value')?.set?.call(field, value)
}

const tellAgain = (field: Answered): void => {
  if (!(field.isConnected && isAnswered(field))) return
  if (field instanceof HTMLSelectElement) {
    field.dispatchEvent(new Event('change', { bubbles: true }))
  } else if (field instanceof HTMLInputElement && ['radio', 'checkbox'].includes(field.type)) {
    field.checked = !field.checked
    field.click()
  } else {
    const typed = field.value
    field.value = field.defaultValue
    write(field, typed)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

/**
 * Given to a field as its `ref`: what was typed or chosen before the page's scripts were there counts as answered. The
 * browser keeps it, and React by itself never asks.
 */
export const hearEarly = (field: Answered | null): void => {
  if (field !== null) queueMicrotask(() => tellAgain(field))
}
