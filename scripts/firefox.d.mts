/** @returns path of a Firefox; undefined where there is none */
export function findFirefox(env?: NodeJS.ProcessEnv): string | undefined
