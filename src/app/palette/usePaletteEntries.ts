import { DEFAULT_OPTIONS, OPTIONS } from '../../engine/select/options.ts'
import {
  changeOption,
  copyText,
  filterByFrame,
  resetFilters,
  select,
  showView,
  splitStage,
  swapHalves,
} from '../../store/actions.ts'
import { useAnswer } from '../../store/answers.ts'
import { swapSides, toggleCompare } from '../../store/comparing.ts'
import { applyConfig, DEFAULT_CONFIG, isSet } from '../../store/configs.ts'
import { FILTERS, filterHelp } from '../../store/filters.ts'
import {
  useOpened,
  useOptions,
  useProfileId,
  useSession,
  useShown,
  useView,
} from '../../store/hooks.ts'
import { undo, viewStore } from '../../store/navigation.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { closeProfile, openUrl } from '../../store/opening.ts'
import { takeAgain } from '../../store/service.ts'
import { sessionStore, shownProfile } from '../../store/session.ts'
import { linkTo } from '../../store/sharing.ts'
import { sampleTypeIndex, showProfile } from '../../store/showing.ts'
import { notice } from '../../store/transient.ts'
import type { View } from '../../store/view.ts'
import type { ViewDescriptor } from '../../store/view-descriptor.ts'
import { DENSITIES, setDensity, useDensity } from '../../ui/density.ts'
import { setTheme, THEMES, useTheme } from '../../ui/theme.ts'
import { saveFiltered, saveOriginal } from '../bar/downloads.ts'
import { GRANULARITIES } from '../chips/GranularityMenu.tsx'
import { SWITCHES } from '../chips/option-groups.ts'
import { useConfigs } from '../chips/useConfigs.ts'
import { useExamples } from '../open/useExamples.ts'
import { chooseFiles, editFilter, showDialog } from '../shell.ts'
import { showBeside } from '../stage/split.ts'
import { useOffered } from '../useOffered.ts'
import type { Entry } from './palette.ts'

/** Numbers of nodes that have a name; the options' box takes any. */
const NODE_COUNTS = [DEFAULT_OPTIONS.nodecount, 10, 20, 50, 100, 200, 500]

/** Functions listed at most. */
const MOST_FUNCTIONS = 50

/** Everything that has a name: what is always there, in the order of its groups. */
export function usePaletteEntries(): readonly Entry[] {
  const view = useView((state) => state)
  const shown = useShown()
  const opened = useOpened()
  const profiles = useSession((session) => session.profiles)
  const configs = useConfigs()
  const examples = useExamples()
  const theme = useTheme()
  const density = useDensity()
  const { views } = useOffered()
  return [
    ...(shown && opened
      ? [
          ...viewEntries(view, views),
          ...profileActions(shown, opened),
          ...ofViews(views),
          ...filters(view),
        ]
      : []),
    ...pageActions(),
    ...(shown ? [...options(view), ...sampleTypes(view, shown)] : []),
    ...[DEFAULT_CONFIG, ...configs].map((config, i) => ({
      id: `config-${i}`,
      group: 'Configurations',
      label: config.name,
      checked: isSet(config, view),
      run: () => applyConfig(config),
    })),
    ...profiles.map((profile) => ({
      id: `profile-${profile.key}`,
      group: 'Open profiles',
      label: profile.name,
      checked: profile === opened,
      run: () => showProfile(profile.key),
    })),
    ...examples.map(({ url, title, detail }) => ({
      id: `example-${url}`,
      group: 'Examples',
      label: title,
      words: detail,
      run: () => openUrl(url),
    })),
    ...THEMES.map((name) => ({
      id: `theme-${name}`,
      group: 'Theme',
      label: `Theme: ${name}`,
      checked: name === theme,
      run: () => setTheme(name),
    })),
    ...DENSITIES.map((name) => ({
      id: `density-${name}`,
      group: 'Density',
      label: `Density: ${name}`,
      checked: name === density,
      run: () => setDensity(name),
    })),
  ]
}

/** Functions of the profile that have the words of the query in their names, heaviest first. */
export function useFunctionEntries(query: string): readonly Entry[] {
  const profile = useProfileId()
  const options = useOptions()
  const text = query.trim()
  const { answer, query: answered } = useAnswer(
    profile === null || text === ''
      ? null
      : { type: 'names', profile, options, text, limit: MOST_FUNCTIONS },
    'palette',
  )
  if (!answer || text === '' || answered?.profile !== profile) return []
  return answer.names.map(({ frame, cumText, cumPercent }) => ({
    id: `function-${frame.key}`,
    group: 'Functions',
    label: frame.name,
    hint: `${cumText} ${cumPercent}`,
    run: () => select(frame.name),
    other: { label: 'Focus on it', run: () => filterByFrame('focus', frame) },
  }))
}

/** What views can do by name. */
function ofViews(views: readonly ViewDescriptor[]): Entry[] {
  return views.flatMap(({ palette = [] }) =>
    palette.map((entry) => ({ ...entry, group: 'Actions' })),
  )
}

function viewEntries({ path, split }: View, views: readonly ViewDescriptor[]): Entry[] {
  return views.map((view) => ({
    id: `view-${view.path}`,
    group: 'Views',
    label: view.title,
    hint: view.key,
    checked: view.path === path || view.path === split,
    run: () => showView(view.path),
    ...(view.path === path
      ? {}
      : { other: { label: 'Show it beside', run: () => showBeside(view.path) } }),
  }))
}

function profileActions(shown: OpenProfile, opened: OpenProfile): Entry[] {
  const group = 'Actions'
  return [
    { id: 'undo', group, label: 'Undo the last step', hint: 'Backspace', run: undo },
    { id: 'one-view', group, label: 'One view on the stage', run: () => splitStage('') },
    { id: 'swap-halves', group, label: 'Swap the halves', hint: '|', run: swapHalves },
    {
      id: 'compare',
      group,
      label: 'Compare, or stop comparing',
      words: 'difference base diff',
      hint: 'c',
      run: () => toggleCompare(),
    },
    {
      id: 'swap-sides',
      group,
      label: 'Swap the two sides of the comparison',
      hint: 's',
      run: () => swapSides(),
    },
    {
      id: 'share',
      group,
      label: 'Share: copy link',
      words: 'url address clipboard send',
      run: () => void copyLink(),
    },
    {
      id: 'save-config',
      group,
      label: 'Save or manage configurations…',
      run: () => showDialog('configs'),
    },
    {
      id: 'save-original',
      group,
      label: `Download ${opened.name}`,
      words: 'save original file export',
      run: () => saveOriginal(opened),
    },
    {
      id: 'save-filtered',
      group,
      label: 'Download as filtered',
      words: 'save proto export',
      run: () => void saveFiltered(shown),
    },
    ...(opened.source.kind === 'live'
      ? [
          {
            id: 'again',
            group,
            label: `Take ${opened.name} again`,
            words: 'live service',
            run: () => takeAgain(opened),
          },
        ]
      : []),
    { id: 'close', group, label: `Close ${opened.name}`, run: () => closeProfile(opened) },
  ]
}

async function copyLink(): Promise<void> {
  const session = sessionStore.getState()
  const single = session.comparison ? null : shownProfile(session)
  const copied = await copyText(linkTo(viewStore.getState(), document.baseURI, single))
  notice(
    copied
      ? 'The link to what is on screen is copied.'
      : 'The browser does not let this page copy: “Share” in the bar has the link.',
  )
}

function pageActions(): Entry[] {
  const group = 'Actions'
  return [
    { id: 'open', group, label: 'Open files…', hint: 'Ctrl O', run: chooseFiles },
    { id: 'link', group, label: 'Open a link…', words: 'url', run: () => showDialog('link') },
    {
      id: 'history',
      group,
      label: 'Opened before…',
      words: 'history recent kept',
      run: () => showDialog('history'),
    },
    {
      id: 'connect',
      group,
      label: 'Connect to a service…',
      words: 'live pprof debug record cpu heap goroutine',
      run: () => showDialog('connect'),
    },
    { id: 'help', group, label: 'Keys and help', hint: '?', run: () => showDialog('help') },
  ]
}

function filters({ options }: View): Entry[] {
  const reset = { id: 'reset', group: 'Filters', label: 'Reset: remove all filters', hint: 'r' }
  return [
    ...FILTERS.map((name) => ({
      id: `filter-${name}`,
      group: 'Filters',
      label: `${name}…`,
      words: filterHelp(name),
      hint: options[name],
      checked: options[name] !== '',
      run: () => editFilter(name),
    })),
    { ...reset, run: resetFilters },
  ]
}

function options({ options: set }: View): Entry[] {
  const help = new Map(OPTIONS.map((option) => [option.name, option.help]))
  return [
    ...SWITCHES.map(({ name, label }) => ({
      id: `option-${name}`,
      group: 'Options',
      label,
      words: `${name} ${help.get(name)}`,
      hint: set[name] ? 'on' : 'off',
      checked: set[name],
      run: () => changeOption(name, !set[name]),
    })),
    ...NODE_COUNTS.map((count) => ({
      id: `nodes-${count}`,
      group: 'Options',
      label:
        count === DEFAULT_OPTIONS.nodecount
          ? 'Nodes (nodecount): report default'
          : `Nodes (nodecount): ${count}`,
      words: help.get('nodecount') ?? '',
      checked: set.nodecount === count,
      run: () => changeOption('nodecount', count),
    })),
    ...GRANULARITIES.map(({ name, detail }) => ({
      id: `granularity-${name}`,
      group: 'Options',
      label: `Granularity: ${name}`,
      words: detail,
      checked: set.granularity === name,
      run: () => changeOption('granularity', name),
    })),
  ]
}

function sampleTypes({ options: set }: View, shown: OpenProfile): Entry[] {
  const { sampleTypes: types, defaultSampleType } = shown.answer
  const at = sampleTypeIndex(shown, set.sample_index)
  return types.map(({ type, unit }, i) => ({
    id: `type-${i}`,
    group: 'Sample types',
    label: `Sample type: ${type}`,
    hint: unit,
    checked: i === at,
    run: () => changeOption('sample_index', i === defaultSampleType ? '' : String(i)),
  }))
}
