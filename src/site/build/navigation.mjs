/** The site's pages in the order in which a newcomer needs them; each is in here once. */
export const navigation = [
  {
    text: 'Start',
    items: [
      { text: 'Introduction', link: '/' },
      { text: 'Getting started', link: '/getting-started' },
      { text: 'A first protocol', link: '/first-protocol' },
      { text: 'The contract', link: '/contract' },
      { text: 'The sample', link: '/sample' }
    ]
  },
  {
    text: 'Guides',
    items: [
      { text: 'Handlers', link: '/handlers' },
      { text: 'Framing', link: '/framing-modes' },
      { text: 'Framing recipes', link: '/framing' },
      { text: 'Push', link: '/push' },
      { text: 'Threads', link: '/threads' },
      { text: 'TLS', link: '/tls' },
      { text: 'Several pools', link: '/pools' },
      { text: 'Devices', link: '/devices' },
      { text: 'A gateway', link: '/gateway' },
      { text: 'Several instances', link: '/cluster' },
      { text: 'Kotlin', link: '/kotlin' },
      { text: 'Testing', link: '/testing' }
    ]
  },
  {
    text: 'Operations',
    items: [
      { text: 'Start, stop, deployment', link: '/operations' },
      { text: 'Monitoring', link: '/monitoring' },
      { text: 'Limits and timeouts', link: '/limits' },
      { text: 'Failures at start', link: '/failures' },
      { text: 'Security', link: '/security' }
    ]
  },
  {
    text: 'Reference',
    items: [
      { text: 'Settings', link: '/settings', collapsed: true, items: [] },
      { text: 'Extension points', link: '/extending' },
      { text: 'Architecture', link: '/architecture' },
      { text: 'Performance', link: '/performance' },
      { text: 'Javadoc', link: '/api/index.html', target: '_self' }
    ]
  },
  {
    text: 'Coming from',
    items: [
      { text: 'Netty', link: '/from-netty' },
      { text: 'Spring Integration', link: '/from-spring-integration' }
    ]
  },
  {
    text: 'Project',
    items: [
      { text: 'Changes', link: '/changelog' },
      { text: 'Contributing', link: '/contributing' },
      { text: 'License', link: '/license' }
    ]
  }
]
