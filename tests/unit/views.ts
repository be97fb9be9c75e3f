import { startViews } from '../../src/store/view-list.ts'
import { VIEWS } from '../../src/views/index.ts'

// For tests of what knows views by their list: as the page starts.
startViews(VIEWS)
