import { expect, test } from 'vitest'
import { judgedAgain } from '../../../live/recorded.ts'
import { FEW_SNAPSHOTS, mistakes, SNAPSHOTS, TRIALS } from '../../../live/trials.ts'

// What the programs of tests/live answered once.

test.each(TRIALS)('$name, by its recorded $profile', async (trial) => {
  for (const snapshots of [FEW_SNAPSHOTS, SNAPSHOTS]) {
    const findings = await judgedAgain(trial, snapshots)
    // Two dumps of 5,000 goroutines are too large to be kept.
    if (!findings) expect(`${trial.name} ${trial.profile}`).toMatch(/^slow-.* goroutine\?debug=2$/)
    else expect(mistakes(trial, findings, snapshots)).toEqual([])
  }
})
