import { searchContract } from '../contracts/search-contract.ts'
import { openTestArchive } from '../support/archive.ts'

searchContract({
  name: 'postgres',
  open: async () => {
    const opened = await openTestArchive()
    return { opened, archive: opened.archive, catchUp: async () => undefined, close: opened.close }
  },
})
