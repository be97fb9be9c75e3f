import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/{unit,golden,property}/**/*.test.ts'],
    environment: 'node',
  },
})
