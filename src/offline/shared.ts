// Files that another app of the device shares with this one (the web manifest's share_target): the
// service worker receives them, and the page takes them.

/** Where they wait. */
export const SHARED_CACHE = 'flamedrop-shared'
/** In the address of the page when there are some. */
export const SHARED_FIELD = 'shared'
/** Where they are sent to, from the folder of the page. */
export const SHARE_PATH = 'share'
/** Of the form that is sent. */
export const SHARED_FILES = 'profiles'

/** The same limits as for what is dropped. */
export const MOST_SHARED = 50
export const MOST_SHARED_BYTES = 2 ** 30

/** A header that has the name of a file, encoded. */
const NAME = 'x-name'

/** What waits for the page. */
export function responseOf(file: File): Response {
  return new Response(file, { headers: { [NAME]: encodeURIComponent(file.name) } })
}

/** The file of a response; null if it is not one of those. */
export async function fileOf(response: Response): Promise<File | null> {
  const name = response.headers.get(NAME)
  return name === null ? null : new File([await response.blob()], decodeURIComponent(name))
}
