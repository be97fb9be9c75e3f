/**
 * @returns path of a Chromium or Chrome
 * @throws Error if FLAMEDROP_CHROMIUM names a file that is not there
 */
export function findChromium(env?: NodeJS.ProcessEnv): string | undefined
