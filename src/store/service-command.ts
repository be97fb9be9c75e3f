import { type Service, type Take, takeAddress } from '../sources/service-address.ts'
import { shellWord } from './command.ts'

/** The command that fetches a profile into a file, for a POSIX shell. */
export function curlCommand(service: Service, take: Take): string {
  const address = takeAddress({ ...service, insecure: false }, take)
  const words = ['curl', '-f', ...(service.insecure ? ['-k'] : []), '-o', fileOf(take), address]
  return words.map(shellWord).join(' ')
}

/** cpu.pb.gz, goroutine.txt, trace.out */
function fileOf({ profile, dump }: Take): string {
  const name = profile === 'profile' ? 'cpu' : profile.replace(/[^\p{L}\p{N}._-]+/gu, '-')
  // A name that begins with a dash would be read as a flag.
  const safe = name.replace(/^-+/, '') || 'profile'
  if (profile === 'trace') return `${safe}.out`
  return dump ? `${safe}.txt` : `${safe}.pb.gz`
}
