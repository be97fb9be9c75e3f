import { expect, test } from 'vitest'
import { loadProfile } from '../../../../src/engine/load.ts'
import { whyEmpty } from '../../../../src/engine/profile/why-empty.ts'
import { ask } from '../../../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS } from '../../../../src/engine/select/options.ts'
import { EngineSession } from '../../../../src/engine/session/session.ts'

const header = '--- mutex:\ncycles/second=2000000000\nsampling period=1\n'

test.each([
  ['no contention', header, /SetMutexProfileFraction\(1\).*SetBlockProfileRate\(1\)/],
  ['contention', `${header}1500 2 @ 0x11 0x21\n#\t0x10\tmain.f+0x1\t/a.go:1\n`, /^$/],
  ['no goroutines', 'goroutine profile: total 0\n', /^$/],
])('a profile of %s says why it is empty, if it is', async (_what, text, why) => {
  const { profile } = await loadProfile(new TextEncoder().encode(text))
  expect(whyEmpty(profile)).toMatch(why)
  const answer = ask(new EngineSession(profile), 'header', { options: DEFAULT_OPTIONS })
  expect(answer.whyEmpty).toMatch(why)
})
