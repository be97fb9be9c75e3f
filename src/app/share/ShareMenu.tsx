import { copyText } from '../../store/actions.ts'
import { useOpened, useSession, useShown, useView } from '../../store/hooks.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { comparedProfiles } from '../../store/session.ts'
import { linkTo, ownHost, reachOf } from '../../store/sharing.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { bytesText } from '../../ui/words.ts'
import { saveFiltered, saveOriginal } from '../bar/downloads.ts'
import './share.css'

/** The link to what is on screen, and the profiles that it is about as files. */
export function ShareMenu() {
  const shown = useShown()
  const opened = useOpened()
  if (!shown || !opened) return null
  return (
    <Popover
      className="button quiet icon"
      popup="dialog"
      align="end"
      label="Share"
      title="Share: a link to what is on screen, and the profile as a file"
      button={<Icon name="share" />}
    >
      {(close) => <ShareBox profile={shown} opened={opened} close={close} />}
    </Popover>
  )
}

interface ShareBoxProps {
  /** As it is on screen: of a comparison a side, or the difference. */
  readonly profile: OpenProfile
  readonly opened: OpenProfile
  readonly close: () => void
}

function ShareBox({ profile, opened, close }: ShareBoxProps) {
  const compared = useSession(comparedProfiles)
  const single = compared.length === 0 ? opened : null
  const link = useView((view) => linkTo(view, document.baseURI, single))
  const host = ownHost(document.baseURI)
  return (
    <div className="share">
      <label htmlFor="share-link">Link to what is on screen</label>
      <div className="share-line">
        <input
          id="share-link"
          className="field mono"
          type="text"
          readOnly
          value={link}
          onFocus={(event) => event.target.select()}
        />
        <CopyButton label="Copy link" copy={() => copyText(link)} />
      </div>
      <p className="muted">
        {compared.length === 0 ? wordsOf(opened) : wordsOfSeveral(compared)}
        {host !== '' &&
          ` It begins with ${host}: others need Flamedrop running there on their own machine.`}
      </p>
      <div className="share-files">
        {(single ? [single] : compared).map((each) => (
          <button
            key={each.key}
            type="button"
            className="button"
            onClick={() => {
              close()
              saveOriginal(each)
            }}
          >
            <Icon name="save" /> Download {each.name}{' '}
            <span className="muted number">{bytesText(each.original.size)}</span>
          </button>
        ))}
        <button
          type="button"
          className="button"
          title="What the filters leave, as a profile of its own: the report -proto"
          onClick={() => {
            close()
            void saveFiltered(profile)
          }}
        >
          <Icon name="save" /> Download as filtered
        </button>
      </div>
    </div>
  )
}

/** The same of a comparison. */
function wordsOfSeveral(profiles: readonly OpenProfile[]): string {
  const isAddress = (profile: OpenProfile) => reachOf(profile, document.baseURI) === 'address'
  const files = profiles.filter((profile) => !isAddress(profile)).map(({ name }) => name)
  if (files.length === 0) {
    return 'The link is complete: anyone who opens it, and may read the addresses in it, sees this comparison.'
  }
  return `The link has the view, the filters and the kind of comparison, but not the files: send ${files.join(' and ')} along. The recipient opens the link and drops the files together to see this.`
}

/** What the recipient of the link needs. */
function wordsOf(profile: OpenProfile): string {
  switch (reachOf(profile, document.baseURI)) {
    case 'file':
      return `The link has the view, the filters and the selection, but not the file: send ${profile.name} along. The recipient opens the link and drops the file to see this.`
    case 'live':
      return `The link has the view, the filters and the selection, but not the profile, which was taken live: download ${profile.name} and send the file along. The recipient opens the link and drops the file to see this.`
    case 'machine':
      return `The link is complete on this machine only: others cannot read ${profile.name} from here. Send them the file along.`
    case 'address': {
      const host = profile.source.kind === 'url' ? profile.source.host : ''
      return `The link is complete: anyone who opens it, and may read ${profile.name} from ${host}, sees this.`
    }
  }
}
