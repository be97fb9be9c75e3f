import type { ComponentType } from 'react'
import type { FindingSubject } from '../engine/findings/finding.ts'
import type { CommandSubject } from '../engine/questions/console/page-commands.ts'
import type { OptionName, Options } from '../engine/select/options.ts'
import type { AnswerOf, ProfileId, Query } from '../worker/protocol.ts'
import type { ViewField } from './fields.ts'
import type { OpenProfile } from './open-profile.ts'
import type { View, ViewName } from './view.ts'

/**
 * All that the page knows of a view. Each view has one, in the `view.ts` of its folder; tabs, keys,
 * help, palette, menus, links and commands read them from the list (view-list.ts).
 */
export interface ViewDescriptor {
  /** Its name in a link; views that pprof's page has are called as there. */
  readonly path: ViewName
  /** On its tab. */
  readonly label: string
  /** In words, for menus, titles and help. */
  readonly title: string
  /** The key that shows it. */
  readonly key: string
  /** A tab while there is room, in the menu behind the tabs, or reached by key, name and link only. */
  readonly place: 'tab' | 'more' | 'hidden'
  readonly load: LoadView
  /** Its code comes with the page, so that its first picture need not wait for it. */
  readonly early?: true
  /** Selector of what only its finished picture has: the benchmark waits for it. */
  readonly drawn?: string
  /** Settings of its own that a link keeps. */
  readonly fields?: readonly ViewField<unknown>[]
  /** Those of them that say what it is about: a jump to a frame resets them. */
  readonly subject?: readonly ViewField<unknown>[]
  /** Keys that it has while it is focused. */
  readonly keys?: readonly KeyHelp[]
  /** What it adds to the list of everything by name, beside itself. */
  readonly palette?: readonly NamedAction[]
  /** Without it the view is offered for every profile. */
  suits?(opened: Opened): Fit
  /** Side by side it stands twice, twice above the table of what has changed, or once. */
  readonly comparing: 'twice' | 'with-changes' | 'once'
  /** Its width is a value, so that two may share one scale. */
  readonly sharesScale?: true
  /** What shows the difference of two in its place. */
  readonly loadDifference?: LoadView
  /** Its name in the menu of a frame, if it can show one. */
  readonly showsFrame?: string
  /** It shows several profiles of one kind, and is what such are opened in. */
  readonly showsSeries?: true
  /** What a finding is about that a click on it shows here. */
  readonly showsFinding?: FindingSubject
  /** What commands of the prompt ask for that is shown here. */
  readonly showsCommand?: CommandSubject
  /** Its name in the bar's menu, if it is found there as well. */
  readonly menuItem?: string
  /** It is put beside another view where none was chosen before. */
  readonly besideFirst?: true
  /** Options that it shows itself, so that they need no chip. */
  readonly showsOptions?: readonly OptionName[]
  readonly command: ViewCommand
}

export type LoadView = () => Promise<ComponentType>

/** Keys as they stand on the keyboard; each does it, or a part of it. */
export interface KeyHelp {
  readonly keys: readonly string[]
  readonly does: string
}

export interface NamedAction {
  readonly id: string
  readonly label: string
  /** Words that find it, beside its label. */
  readonly words?: string
  run(): void
}

/** What a view may go by to say whether it suits a profile. */
export interface Opened {
  readonly profile: OpenProfile
  /** How many profiles of its kind are open, itself included. */
  readonly alike: number
}

/**
 * How well a view suits a profile: it opens in it (unless another view was chosen), has its tab in
 * front, is offered where it always is, or is not offered at all.
 */
export type Fit = 'opens' | 'first' | 'offered' | 'never'

/** What of the page a command shows again: its options without the filters that are switched off. */
export type OnScreen = Pick<View, 'path' | 'options' | 'selected' | 'fields'>

/** The command of pprof that shows what the view shows. */
export interface ViewCommand {
  /** The flags that choose the report. */
  report(screen: OnScreen): readonly string[]
  /** Whether the view leaves out what options trim; one that shows everything does not. */
  readonly trims: boolean
  /** How to find the frame that the view is about where none is selected and it chooses one itself. */
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
