export function step<T>(text: string, work: () => T | Promise<T>): Promise<T>
