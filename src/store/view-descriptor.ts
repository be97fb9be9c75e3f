import type { ComponentType } from 'react'
import type { FindingSubject } from '../engine/findings/finding.ts'
import type { CommandSubject } from '../engine/questions/console/page-commands.ts'
import type { OptionName, Options } from '../engine/select/options.ts'
import type { AnswerOf, ProfileId, Query } from '../worker/protocol.ts'
import type { ViewField } from './fields.ts'
import type { OpenProfile } from './open-profile.ts'
import type { View, ViewName } from './view.ts'

/**
 * Everything that the page knows about a view. Each view has one, in the `view.ts` of its folder;
 * tabs, keys, help, palette, menus, links and commands read them from the list (view-list.ts).
 */
export interface ViewDescriptor {
  /** Its name in a link; views that exist in pprof's page have the same name. */
  readonly path: ViewName
  /** The text of its tab. */
  readonly label: string
  /** Its full name, for menus, titles and help. */
  readonly title: string
  /** What a hand can do in it, while nothing is selected or pointed at. */
  readonly hint: string
  /** The key that shows it. */
  readonly key: string
  /**
   * A tab while there is room, in the menu behind the tabs, or only reached by key, name and link.
   */
  readonly place: 'tab' | 'more' | 'hidden'
  readonly load: LoadView
  /** Its code is loaded with the page, so that its first picture does not wait for it. */
  readonly early?: true
  /** A selector that only matches when its picture is complete; the benchmark waits for it. */
  readonly drawn?: string
  /** Its own settings in the link. */
  readonly fields?: readonly ViewField<unknown>[]
  /** Those of its fields that determine its subject: a jump to a frame resets them. */
  readonly subject?: readonly ViewField<unknown>[]
  /** Keys that work while it has the focus. */
  readonly keys?: readonly KeyHelp[]
  /** Entries that it adds to the command palette, besides itself. */
  readonly palette?: readonly NamedAction[]
  /** How well it suits a profile; if missing, it is offered for every profile. */
  suits?(opened: Opened): Fit
  /**
   * How often it appears in a side-by-side comparison: twice, twice above a table of changes, or
   * once.
   */
  readonly comparing: 'twice' | 'with-changes' | 'once'
  /** Whether its width stands for a value, so that two of them can share one scale. */
  readonly sharesScale?: true
  /** The component for the difference of two profiles, if it is another one. */
  readonly loadDifference?: LoadView
  /** Its name in the menu of a frame, if it can show a frame. */
  readonly showsFrame?: string
  /** Whether it shows several profiles of one kind, which are opened in it. */
  readonly showsSeries?: true
  /** The findings that are shown in it when clicked. */
  readonly showsFinding?: FindingSubject
  /** The commands of the prompt that are answered by showing it. */
  readonly showsCommand?: CommandSubject
  /** Its name in the bar's menu, if it has an entry there. */
  readonly menuItem?: string
  /** Whether it is the default for the other half of a split stage. */
  readonly besideFirst?: true
  /** Options that it shows itself, so that they have no chip. */
  readonly showsOptions?: readonly OptionName[]
  readonly command: ViewCommand
}

export type LoadView = () => Promise<ComponentType>

/** Keys with their names on the keyboard; each of them does it, or a part of it. */
export interface KeyHelp {
  readonly keys: readonly string[]
  readonly does: string
}

export interface NamedAction {
  readonly id: string
  readonly label: string
  /** Further words to find it by. */
  readonly words?: string
  run(): void
}

/** The input for deciding whether a view suits a profile. */
export interface Opened {
  readonly profile: OpenProfile
  /** The number of open profiles of its kind, including itself. */
  readonly alike: number
}

/**
 * How well a view suits a profile: it is opened in it (unless another view was chosen), its tab
 * comes first, it is offered as usual, or not at all.
 */
export type Fit = 'opens' | 'first' | 'offered' | 'never'

/** The state that a command reproduces: options without the filters that are switched off. */
export type OnScreen = Pick<View, 'path' | 'options' | 'selected' | 'fields'>

/** The pprof command that shows the same as the view. */
export interface ViewCommand {
  /** The flags that choose the report. */
  report(screen: OnScreen): readonly string[]
  /** Whether the trimming options apply to the view; not if it shows everything. */
  readonly trims: boolean
  /** How to find the frame that the view chooses if none is selected. */
  chosen?(screen: Pick<OnScreen, 'selected' | 'fields'>, of: ChosenOf): ChosenFrame | null
}

export interface ChosenOf {
  readonly profile: ProfileId
  readonly options: Options
}

export interface ChosenFrame<Q extends Query = Query> {
  readonly query: Q
  nameIn(answer: AnswerOf<Q>): string
}
