/**
 * @returns path of a Go command; undefined where there is none
 * @throws Error if FLAMEDROP_GO names a file that is not there
 */
export function findGo(env?: NodeJS.ProcessEnv): string | undefined
