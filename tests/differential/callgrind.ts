/**
 * The content of a callgrind file in an order of its own: a line per node and per call, with names
 * and addresses written out. The file writes names once and addresses relative to the node before,
 * and numbers nodes of one name as they come: where equals change places, much of it changes.
 */
export function callgrindContent(text: string): string {
  const [positions = '', events = '', ...lines] = text.split('\n')
  const names = {
    ob: new Map<string, string>(),
    fl: new Map<string, string>(),
    fn: new Map<string, string>(),
  }
  const at = { ob: '', fl: '', fn: '' }
  const call = { file: '', name: '', to: '' }
  const nodes: string[] = []
  const calls: string[] = []
  let node = 0n
  let before = 0n
  for (const line of lines) {
    const [, key = '', value = ''] = /^(c?(?:ob|fl|fn))=(.*)$/s.exec(line) ?? []
    if (key === 'cfl') call.file = nameOf(names.fl, value)
    else if (key === 'cfn') call.name = nameOf(names.fn, value).replace(/ \[\d+\/\d+\]$/, '')
    else if (key === 'ob' || key === 'fl' || key === 'fn') at[key] = nameOf(names[key], value)
    else if (line.startsWith('calls=')) {
      const [, position = '', callLine = ''] = line.split(' ')
      call.to = `${address(position, before)} ${callLine}`
    } else if (line.startsWith('* * ')) {
      calls.push(`${at.fn} ${node} -> ${call.file} ${call.name} ${call.to} ${line.slice(4)}`)
    } else if (line !== '') {
      const [position = '', ...rest] = line.split(' ')
      before = nodes.length === 0 ? 0n : node
      node = address(position, before)
      nodes.push(`${at.ob} ${at.fl} ${at.fn} ${node} ${rest.join(' ')}`)
    }
  }
  return [positions, events, ...nodes.sort(), ...calls.sort()].join('\n')
}

/** `(7) name` names 7; `(7)` is what was named so. */
function nameOf(known: Map<string, string>, value: string): string {
  const [, id = '', name] = /^(\(\d+\))(?: (.*))?$/s.exec(value) ?? []
  if (name !== undefined) known.set(id, name)
  return known.get(id) ?? ''
}

function address(position: string, before: bigint): bigint {
  if (position === '*') return before
  const relative = /^[+-]/.test(position)
  const sign = position.startsWith('-') ? -1n : 1n
  return relative ? before + sign * BigInt(position.slice(1)) : BigInt(position)
}
