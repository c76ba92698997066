/**
 * What a device does while a patient holds it: what is signed there, and nothing else. All other procedures and every page
 * are locked until somebody of the staff takes it back with their PIN or password.
 */
export const WHILE_HANDED_OVER: readonly string[] = ['consent.sign']
