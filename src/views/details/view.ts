import type { ViewDescriptor } from '../../store/view-descriptor.ts'

export const detailsView: ViewDescriptor = {
  path: 'details',
  label: 'Details',
  title: 'Details of the profile',
  hint: 'What the file says of itself; a command gives the same figures',
  key: '9',
  place: 'more',
  load: async () => (await import('./DetailsView.tsx')).DetailsView,
  drawn: '.details',
  comparing: 'twice',
  menuItem: 'About this profile',
  command: { report: () => ['-raw'], trims: false },
}
